package io.labelloop.pool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Splits a pool's files into shards.
 *
 * <p>A line of JSON Lines belongs to the shard in which its first byte lies, and a sentence of a
 * CoNLL file to that of the blank line before it, so those files are cut anywhere. A record of a
 * CSV file may contain line breaks within quotes, so those files are read once, and cut where a
 * record begins. A Parquet file is cut between row groups. A compressed file is one shard.
 */
public final class ShardPlan {
  /** The most shards that one map of the workflow takes. */
  public static final int MAX_SHARDS = 10_000;

  private ShardPlan() {}

  /**
   * Plans shards of about {@code targetBytes} bytes, or larger ones where there would be more than
   * {@value #MAX_SHARDS}.
   *
   * @param objects files of known formats
   */
  public static List<Shard> of(List<PoolObject> objects, long targetBytes, RangeSource source) {
    long total = objects.stream().mapToLong(PoolObject::size).sum();
    int room = Math.max(1, MAX_SHARDS - objects.size());
    long size = Math.max(targetBytes, total / room + 1);
    var shards = new ArrayList<Shard>();
    for (PoolObject object :
        objects.stream().sorted(Comparator.comparing(PoolObject::key)).toList()) {
      PoolFormat format =
          PoolFormat.of(object.key())
              .orElseThrow(
                  () ->
                      new IllegalArgumentException("'" + object.key() + "' is of no known format"));
      Compression compression = Compression.of(object.key());
      long start = 0;
      for (long end : cuts(object, format, compression, size, source)) {
        shards.add(
            new Shard(shards.size(), object.key(), start, end, object.size(), format, compression));
        start = end;
      }
    }
    return shards;
  }

  private static List<Long> cuts(
      PoolObject object,
      PoolFormat format,
      Compression compression,
      long size,
      RangeSource source) {
    if (compression != Compression.NONE || object.size() <= size) {
      return object.size() == 0 ? List.of() : List.of(object.size());
    }
    if (format == PoolFormat.CSV) {
      return CsvBoundaries.of(object, size, source);
    }
    if (format == PoolFormat.PARQUET) {
      return rowGroups(object, size, source);
    }
    var cuts = new ArrayList<Long>();
    for (long end = size; end < object.size(); end += size) {
      cuts.add(end);
    }
    cuts.add(object.size());
    return cuts;
  }

  private static List<Long> rowGroups(PoolObject object, long size, RangeSource source) {
    try (var file = ParquetFile.open(source, object.key(), object.size())) {
      var cuts = new ArrayList<Long>();
      long begun = 0;
      // whatever lies before the first row group is the first shard's
      for (ParquetFile.Group group : file.groups().stream().skip(1).toList()) {
        if (group.start() - begun >= size) {
          cuts.add(group.start());
          begun = group.start();
        }
      }
      cuts.add(object.size());
      return cuts;
    } catch (IOException e) {
      throw ShardRecords.unreadable(object.key(), e);
    }
  }
}
