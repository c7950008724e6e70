package io.labelloop.pool;

import java.util.Optional;

/** How a pool's file holds its items. */
public enum PoolFormat {
  /** One JSON object per line. */
  JSON_LINES,
  /**
   * JSON Lines of a SageMaker Ground Truth manifest, whose items need no id: one without is named
   * by the file and the byte at which its line begins, such as {@code "first.manifest:1042"}.
   */
  MANIFEST,
  /** RFC 4180, with the columns' names in the first record. */
  CSV,
  /** A token in each line, a blank line after each sentence ({@link ConllRecords}). */
  CONLL,
  /** Apache Parquet, a row for each item ({@link ParquetRecords}). */
  PARQUET;

  /** The endings of file names that are read, as people are told. */
  public static final String ENDINGS =
      ".jsonl, .ndjson, .manifest, .csv or .conll, plain or with .gz or .zst, and .parquet";

  /** The format that a file's name tells, or nothing if it is no pool file. */
  public static Optional<PoolFormat> of(String key) {
    String name = Compression.plainName(key);
    if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
      return Optional.of(JSON_LINES);
    }
    if (name.endsWith(".manifest")) {
      return Optional.of(MANIFEST);
    }
    if (name.endsWith(".conll")) {
      return Optional.of(CONLL);
    }
    if (name.endsWith(".csv")) {
      return Optional.of(CSV);
    }
    // its chunks are compressed, not the file, of which any part may be asked for
    return name.endsWith(".parquet") && Compression.of(key) == Compression.NONE
        ? Optional.of(PARQUET)
        : Optional.empty();
  }
}
