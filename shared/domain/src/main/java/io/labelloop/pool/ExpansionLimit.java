package io.labelloop.pool;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Stops reading a compressed file that expands beyond all measure: to more than {@value #RATIO}
 * times its size and {@value #FREE} bytes. Texts compress to a tenth; a file made to fill memory or
 * time to a thousandth and less.
 */
final class ExpansionLimit extends FilterInputStream {
  static final long RATIO = 200;
  static final long FREE = 16L << 20;

  private final long limit;
  private long given;

  /**
   * @param size of the compressed file, in bytes
   */
  ExpansionLimit(InputStream expanded, long size) {
    super(expanded);
    this.limit = limit(size);
  }

  /** How many bytes may come of so many. */
  static long limit(long size) {
    return Math.addExact(FREE, Math.multiplyExact(RATIO, size));
  }

  @Override
  public int read() throws IOException {
    int next = in.read();
    count(next < 0 ? 0 : 1);
    return next;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = in.read(buffer, offset, length);
    count(Math.max(0, read));
    return read;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = in.skip(count);
    count(skipped);
    return skipped;
  }

  private void count(long bytes) throws IOException {
    given += bytes;
    if (given > limit) {
      throw new UnacceptableFileException(
          "it expands to more than "
              + limit
              + " bytes, which is "
              + RATIO
              + " times its size and "
              + (FREE >> 20)
              + " MiB; compress less, or split the file");
    }
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
