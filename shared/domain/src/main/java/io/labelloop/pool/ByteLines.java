package io.labelloop.pool;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Lines as ranges of a buffer that is filled again and again: nothing is made for a line. Memory is
 * bounded: of a line that is too long, only the first {@link #MAX_LINE} bytes are kept.
 */
final class ByteLines {
  /** The longest line, in bytes. */
  static final int MAX_LINE = 1 << 20;

  private static final int BUFFER = 1 << 16;
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHEST_BITS = 0x8080808080808080L;
  private static final long LINE_BREAKS = ONES * '\n';

  private final InputStream in;
  private final boolean quotesHoldLineBreaks;
  private byte[] buffer = new byte[BUFFER];
  private int filled;
  private int next;
  private boolean ended;
  private int from;
  private int to;
  private boolean tooLong;
  // of the buffer's first byte
  private long offset;
  private long lines;
  private long number;

  ByteLines(InputStream in) {
    this(in, false);
  }

  /**
   * @param quotesHoldLineBreaks whether a line break within double quotes belongs to the line, as
   *     in CSV
   */
  ByteLines(InputStream in, boolean quotesHoldLineBreaks) {
    this.in = in;
    this.quotesHoldLineBreaks = quotesHoldLineBreaks;
  }

  /** Where the next line begins, counted from the stream's first byte. */
  long position() {
    return offset + next;
  }

  /** The number of line breaks so far, and one for a last line without; skipped ones left out. */
  long lines() {
    return lines;
  }

  /** The number of the line, counted from 1; of one that holds line breaks, that of its first. */
  long number() {
    return number;
  }

  /** The buffer; what it holds is valid until {@link #next}. */
  byte[] bytes() {
    return buffer;
  }

  /** Where the line begins in {@link #bytes}. */
  int from() {
    return from;
  }

  /** Where the line ends in {@link #bytes}, before its line break. */
  int to() {
    return to;
  }

  /** Whether the line went on behind {@link #to}. */
  boolean tooLong() {
    return tooLong;
  }

  /** Skips to behind the next line break. */
  void skipLine() throws IOException {
    if (next()) {
      lines--;
    }
  }

  /** Goes to the next line; whether there is one. */
  boolean next() throws IOException {
    tooLong = false;
    number = lines + 1;
    boolean quoted = false;
    int seen = next;
    while (true) {
      int end = lineBreak(seen, filled);
      quoted ^= quotesHoldLineBreaks && hasOddQuotes(seen, end);
      if (end < filled) {
        lines++;
        if (!quoted) {
          take(end, end + 1);
          return true;
        }
        seen = end + 1;
      } else if (ended) {
        boolean any = filled > next;
        take(filled, filled);
        lines += any ? 1 : 0;
        return any;
      } else {
        seen = filled;
        seen -= makeRoom();
        fill();
      }
    }
  }

  private void take(int end, int behind) {
    from = next;
    to = end;
    next = behind;
    cut();
  }

  private boolean hasOddQuotes(int start, int end) {
    boolean odd = false;
    for (int i = start; i < end; i++) {
      odd ^= buffer[i] == '"';
    }
    return odd;
  }

  private void cut() {
    if (to - from > MAX_LINE) {
      to = from + MAX_LINE;
      tooLong = true;
    }
  }

  /** Moves what is not read yet to the buffer's start; by how much. */
  private int makeRoom() {
    int moved = next;
    // of a line that is too long already, the middle is dropped; one byte more than a line may have
    // stays, which says that it is
    int kept = Math.min(filled - next, MAX_LINE + 1);
    int dropped = filled - next - kept;
    System.arraycopy(buffer, next, buffer, 0, kept);
    offset += moved + dropped;
    filled = kept;
    next = 0;
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.min(2 * buffer.length, MAX_LINE + BUFFER));
    }
    return moved + dropped;
  }

  private void fill() throws IOException {
    int count = in.read(buffer, filled, buffer.length - filled);
    if (count < 0) {
      ended = true;
    } else {
      filled += count;
    }
  }

  /** The first line break in {@code [start, end)}, or {@code end}. */
  private int lineBreak(int start, int end) {
    int i = start;
    for (; i + Long.BYTES <= end; i += Long.BYTES) {
      long bytes = (long) EIGHT.get(buffer, i) ^ LINE_BREAKS;
      // the lowest byte that is zero gets its highest bit (Warren: Hacker's Delight, section 6-1)
      long zeros = (bytes - ONES) & ~bytes & HIGHEST_BITS;
      if (zeros != 0) {
        return i + Long.numberOfTrailingZeros(zeros) / Byte.SIZE;
      }
    }
    while (i < end && buffer[i] != '\n') {
      i++;
    }
    return i;
  }
}
