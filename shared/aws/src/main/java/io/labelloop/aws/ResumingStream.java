package io.labelloop.aws;

import io.labelloop.workflow.port.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Bytes of an object that are opened again where they broke: a shard takes minutes to read, and a
 * connection may be cut meanwhile. After {@value #MOST_BREAKS} breaks without a byte between them
 * the reader is told.
 */
final class ResumingStream extends InputStream {
  private static final int MOST_BREAKS = 3;

  private final long end;
  private final LongFunction<InputStream> opener;
  private long position;
  private int breaks;
  private @Nullable InputStream current;

  /**
   * @param opener opens the bytes from a position on, up to {@code end}
   */
  ResumingStream(long start, long end, LongFunction<InputStream> opener) {
    this.position = start;
    this.end = end;
    this.opener = opener;
    this.current = opener.apply(start);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (length == 0) {
      return 0;
    }
    while (position < end) {
      try {
        if (current == null) {
          current = opener.apply(position);
        }
        int count = current.read(buffer, offset, length);
        if (count > 0) {
          position += count;
          breaks = 0;
          return count;
        }
        broke(new IOException("the connection ended at byte " + position + " of " + end));
      } catch (IOException e) {
        broke(e);
      } catch (SdkException e) {
        broke(new IOException(e));
      }
    }
    return -1;
  }

  private void broke(IOException reason) throws IOException {
    close();
    if (++breaks > MOST_BREAKS) {
      throw new StoreException("reading broke " + breaks + " times at byte " + position, reason);
    }
  }

  @Override
  public void close() throws IOException {
    InputStream open = current;
    current = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // what was wanted of it has been read
      }
    }
  }
}
