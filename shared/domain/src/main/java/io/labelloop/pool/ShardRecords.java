package io.labelloop.pool;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;

/**
 * Reads the records of a shard: a JSON object for each, and what is wrong with the lines that have
 * none.
 */
final class ShardRecords {
  private static final int BUFFER = 1 << 16;

  private ShardRecords() {}

  /** Receives the records and the bad lines of a shard in the order of the file. */
  interface Visitor {
    void record(RawLine line, JsonNode fields);

    void bad(RawLine line, RejectReason reason, String message);
  }

  /**
   * Reads a shard, and returns the number of its lines.
   *
   * @param wanted the fields that records need, where others can be left out; empty for all
   */
  static long read(RangeSource source, Shard shard, Set<String> wanted, Visitor visitor) {
    try {
      return switch (shard.format()) {
        case JSON_LINES, MANIFEST, CSV -> {
          ShardLines shardLines = ShardLines.of(source, shard);
          yield shardLines.read((lines, start) -> shardLines.parse(lines, start, visitor));
        }
        case CONLL -> ConllRecords.read(source, shard, visitor);
        case PARQUET -> ParquetRecords.read(source, shard, wanted, visitor);
      };
    } catch (IOException e) {
      throw unreadable(shard.key(), e);
    }
  }

  static UncheckedIOException unreadable(String key, IOException cause) {
    return new UncheckedIOException("'" + key + "' cannot be read: " + cause.getMessage(), cause);
  }

  static void bytesAreBad(RawLine line, Visitor visitor) {
    RejectReason reason = line.problem().orElseThrow();
    visitor.bad(
        line,
        reason,
        reason == RejectReason.NOT_UTF_8
            ? "a line must be UTF-8"
            : "a line must have at most " + ByteLines.MAX_LINE + " bytes");
  }

  static InputStream open(RangeSource source, Shard shard, long start, long end)
      throws IOException {
    if (shard.compressed()) {
      InputStream file = source.open(shard.key(), 0, Long.MAX_VALUE);
      return new BufferedInputStream(shard.compression().open(file, shard.fileSize()), BUFFER);
    }
    return new BufferedInputStream(source.open(shard.key(), start, end), BUFFER);
  }
}
