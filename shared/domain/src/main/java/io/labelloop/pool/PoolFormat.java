package io.labelloop.pool;

import java.util.Locale;
import java.util.Optional;

/** How a pool's file holds its items. */
public enum PoolFormat {
  /** One JSON object per line. */
  JSON_LINES,
  /** RFC 4180, with the columns' names in the first record. */
  CSV,
  /** A token in each line, a blank line after each sentence ({@link ConllRecords}). */
  CONLL;

  /** The format that a file's name tells, or nothing if it is no pool file. */
  public static Optional<PoolFormat> of(String key) {
    String name = key.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
    if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
      return Optional.of(JSON_LINES);
    }
    if (name.endsWith(".conll")) {
      return Optional.of(CONLL);
    }
    return name.endsWith(".csv") ? Optional.of(CSV) : Optional.empty();
  }

  /** Whether a file's name says that it is compressed. */
  public static boolean isGzip(String key) {
    return key.toLowerCase(Locale.ROOT).endsWith(".gz");
  }
}
