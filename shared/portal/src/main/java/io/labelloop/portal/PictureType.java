package io.labelloop.portal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The kinds of pictures that a browser may be given. The first bytes of the content tell, never a
 * name: what runs in a browser, such as SVG, is none of them.
 */
public enum PictureType {
  PNG("image/png"),
  JPEG("image/jpeg"),
  GIF("image/gif"),
  WEBP("image/webp");

  private static final int[] PNG_START = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int[] JPEG_START = {0xff, 0xd8, 0xff};
  private static final int WEBP_NAME = 8;

  private final String mediaType;

  PictureType(String mediaType) {
    this.mediaType = mediaType;
  }

  /** The type in the words of HTTP. */
  public String mediaType() {
    return mediaType;
  }

  /** The kind of a picture, or nothing if it is none of them. */
  public static Optional<PictureType> of(byte[] content) {
    if (starts(content, PNG_START)) {
      return Optional.of(PNG);
    }
    if (starts(content, JPEG_START)) {
      return Optional.of(JPEG);
    }
    if (named(content, 0, "GIF87a") || named(content, 0, "GIF89a")) {
      return Optional.of(GIF);
    }
    return named(content, 0, "RIFF") && named(content, WEBP_NAME, "WEBP")
        ? Optional.of(WEBP)
        : Optional.empty();
  }

  private static boolean starts(byte[] content, int[] bytes) {
    if (content.length < bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if ((content[i] & 0xff) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean named(byte[] content, int from, String name) {
    byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
    return content.length >= from + bytes.length
        && Arrays.equals(content, from, from + bytes.length, bytes, 0, bytes.length);
  }
}
