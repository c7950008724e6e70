package io.labelloop.pool;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds where records of a CSV file begin, by reading it once and counting quotes: a line break
 * outside quotes ends a record. Constant memory.
 */
final class CsvBoundaries {
  private CsvBoundaries() {}

  /** The ends of shards of at least {@code size} bytes, the last one the file's end. */
  static List<Long> of(PoolObject object, long size, RangeSource source) {
    var cuts = new ArrayList<Long>();
    try (InputStream bytes =
        new BufferedInputStream(source.open(object.key(), 0, object.size()), 1 << 16)) {
      boolean quoted = false;
      long position = 0;
      long shardStart = 0;
      for (int next = bytes.read(); next >= 0; next = bytes.read()) {
        position++;
        if (next == '"') {
          quoted = !quoted;
        } else if (next == '\n'
            && !quoted
            && position - shardStart >= size
            && position < object.size()) {
          cuts.add(position);
          shardStart = position;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cuts.add(object.size());
    return cuts;
  }
}
