package io.labelloop.pool;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** How a pool's file is compressed, as the ending of its name says. */
public enum Compression {
  /** Not at all, or within the file's own format. */
  NONE(""),
  /** RFC 1952; several members one after another are one file. */
  GZIP(".gz"),
  /** RFC 8878, with windows of at most 128 MiB; several frames one after another are one file. */
  ZSTD(".zst");

  private static final int BUFFER = 1 << 16;
  private static final int WINDOW_LOG = 27;

  private final String ending;

  Compression(String ending) {
    this.ending = ending;
  }

  /** The compression that a file's name tells. */
  public static Compression of(String key) {
    String name = key.toLowerCase(Locale.ROOT);
    if (name.endsWith(GZIP.ending)) {
      return GZIP;
    }
    return name.endsWith(ZSTD.ending) ? ZSTD : NONE;
  }

  /** A file's name in lower case, without the ending that tells the compression. */
  static String plainName(String key) {
    String name = key.toLowerCase(Locale.ROOT);
    return name.substring(0, name.length() - of(key).ending.length());
  }

  /**
   * The file's content.
   *
   * @param file all of its bytes, in number {@code size}
   * @return a stream that gives no more than {@link ExpansionLimit} allows
   */
  InputStream open(InputStream file, long size) throws IOException {
    return switch (this) {
      case NONE -> file;
      case GZIP -> new ExpansionLimit(new GZIPInputStream(file, BUFFER), size);
      case ZSTD -> {
        var frames = new ZstdInputStreamNoFinalizer(file);
        frames.setLongMax(WINDOW_LOG);
        yield new ExpansionLimit(frames, size);
      }
    };
  }
}
