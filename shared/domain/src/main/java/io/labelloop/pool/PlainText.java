package io.labelloop.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Where the part of a JSON string ends that stands for itself: ASCII without quotes, backslashes
 * and control characters. Looks at eight bytes at a time.
 *
 * <p>Warren: Hacker's Delight, section 6-1.
 */
final class PlainText {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHEST_BITS = 0x8080808080808080L;

  private PlainText() {}

  /** The first byte of {@code [start, limit)} that is not plain, or {@code limit}. */
  static int end(byte[] bytes, int start, int limit) {
    int i = start;
    for (; i + Long.BYTES <= limit; i += Long.BYTES) {
      long eight = (long) EIGHT.get(bytes, i);
      long quotes = eight ^ ('"' * ONES);
      long escapes = eight ^ ('\\' * ONES);
      // the lowest byte that is below a space, a quote or an escape gets its highest bit, and bytes
      // beyond ASCII have it
      long special =
          (eight
                  | (eight - ' ' * ONES)
                  | ((quotes - ONES) & ~quotes)
                  | ((escapes - ONES) & ~escapes))
              & HIGHEST_BITS;
      if (special != 0) {
        i += Long.numberOfTrailingZeros(special) / Byte.SIZE;
        break;
      }
    }
    // the last bytes one by one
    while (i < limit && bytes[i] >= ' ' && bytes[i] != '"' && bytes[i] != '\\') {
      i++;
    }
    return i;
  }

  /** Whether the bytes {@code [start, limit)} are ASCII, of any kind. */
  static boolean isAscii(byte[] bytes, int start, int limit) {
    int i = start;
    long all = 0;
    for (; i + Long.BYTES <= limit; i += Long.BYTES) {
      all |= (long) EIGHT.get(bytes, i);
    }
    for (; i < limit; i++) {
      all |= bytes[i];
    }
    return (all & HIGHEST_BITS) == 0;
  }
}
