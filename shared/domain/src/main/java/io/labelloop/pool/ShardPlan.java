package io.labelloop.pool;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Splits a pool's files into shards.
 *
 * <p>A line of JSON Lines belongs to the shard in which its first byte lies, and a sentence of a
 * CoNLL file to that of the blank line before it, so those files are cut anywhere. A record of a
 * CSV file may contain line breaks within quotes, so those files are read once, and cut where a
 * record begins. A compressed file is one shard.
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
    return of(objects, targetBytes, source, 0);
  }

  /**
   * Plans shards that follow others.
   *
   * @param first the index of the first one
   */
  public static List<Shard> of(
      List<PoolObject> objects, long targetBytes, RangeSource source, int first) {
    long total = objects.stream().mapToLong(PoolObject::size).sum();
    int room = Math.max(1, MAX_SHARDS - first - objects.size());
    long size = Math.max(targetBytes, total / room + 1);
    var shards = new ArrayList<Shard>();
    for (PoolObject object :
        objects.stream().sorted(Comparator.comparing(PoolObject::key)).toList()) {
      PoolFormat format =
          PoolFormat.of(object.key())
              .orElseThrow(
                  () ->
                      new IllegalArgumentException("'" + object.key() + "' is of no known format"));
      boolean gzip = PoolFormat.isGzip(object.key());
      long start = 0;
      for (long end : cuts(object, format, gzip, size, source)) {
        shards.add(new Shard(first + shards.size(), object.key(), start, end, format, gzip));
        start = end;
      }
    }
    return shards;
  }

  private static List<Long> cuts(
      PoolObject object, PoolFormat format, boolean gzip, long size, RangeSource source) {
    if (gzip || object.size() <= size) {
      return object.size() == 0 ? List.of() : List.of(object.size());
    }
    if (format == PoolFormat.CSV) {
      return CsvBoundaries.of(object, size, source);
    }
    var cuts = new ArrayList<Long>();
    for (long end = size; end < object.size(); end += size) {
      cuts.add(end);
    }
    cuts.add(object.size());
    return cuts;
  }
}
