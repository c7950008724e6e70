package io.labelloop.pool;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The columns that a pool's first file has. */
public record PoolHeader(String key, List<String> columns, Optional<JsonNode> firstRecord) {
  private static final long HEAD = 8L * ByteLines.MAX_LINE;

  /** Reads the head of a file. */
  public static PoolHeader read(RangeSource source, PoolObject object) {
    PoolFormat format = PoolFormat.of(object.key()).orElseThrow();
    try {
      if (format == PoolFormat.CSV) {
        List<String> header = ShardLines.header(source, object.key(), object.size());
        return new PoolHeader(object.key(), header, firstRecord(source, object, format));
      }
      if (format == PoolFormat.PARQUET) {
        try (var file = ParquetFile.open(source, object.key(), object.size())) {
          return new PoolHeader(object.key(), file.columns(), ParquetRecords.first(file));
        }
      }
    } catch (IOException e) {
      throw ShardRecords.unreadable(object.key(), e);
    }
    Optional<JsonNode> first = firstRecord(source, object, format);
    var columns = new ArrayList<String>();
    first.ifPresent(record -> record.fieldNames().forEachRemaining(columns::add));
    return new PoolHeader(object.key(), columns, first);
  }

  private static Optional<JsonNode> firstRecord(
      RangeSource source, PoolObject object, PoolFormat format) {
    var first = new ArrayList<JsonNode>();
    var head =
        new Shard(
            0,
            object.key(),
            0,
            Math.min(object.size(), HEAD),
            object.size(),
            format,
            Compression.of(object.key()));
    ShardRecords.read(
        source,
        head,
        Set.of(),
        new ShardRecords.Visitor() {
          @Override
          public void record(RawLine line, JsonNode fields) {
            if (first.isEmpty()) {
              first.add(fields);
            }
          }

          @Override
          public void bad(RawLine line, RejectReason reason, String message) {
            // counted and reported when the pool is indexed
          }
        });
    return first.stream().findFirst();
  }

  /**
   * The columns that one of the patterns matches, in the order of the file; {@code *} stands for
   * any characters.
   */
  public List<String> matching(List<String> patterns) {
    return columns.stream()
        .filter(column -> patterns.stream().anyMatch(pattern -> matches(pattern, column)))
        .toList();
  }

  private static boolean matches(String pattern, String column) {
    String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q");
    return Pattern.matches(regex, column);
  }
}
