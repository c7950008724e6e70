package io.labelloop.pool;

/** Characters of UTF-8 that are no ASCII, as Java's own decoder takes them. */
final class Utf8 {
  private Utf8() {}

  /**
   * The number of bytes of the character at {@code i}, whose first byte is negative: 2 to 4, or -1
   * if there is no valid one before {@code limit}. Overlong forms, surrogates and what is beyond
   * U+10FFFF are not valid (RFC 3629).
   */
  static int length(byte[] bytes, int i, int limit) {
    int first = bytes[i] & 0xff;
    if (first < 0xc2 || first > 0xf4) {
      return -1;
    }
    int length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (i + length > limit) {
      return -1;
    }
    for (int k = 1; k < length; k++) {
      if ((bytes[i + k] & 0xc0) != 0x80) {
        return -1;
      }
    }
    int second = bytes[i + 1] & 0xff;
    boolean valid =
        switch (first) {
          case 0xe0 -> second >= 0xa0;
          case 0xed -> second < 0xa0;
          case 0xf0 -> second >= 0x90;
          case 0xf4 -> second < 0x90;
          default -> true;
        };
    return valid ? length : -1;
  }

  /** The code point of a valid character of {@code length} bytes. */
  static int codePoint(byte[] bytes, int i, int length) {
    int value = bytes[i] & (0x7f >> length);
    for (int k = 1; k < length; k++) {
      value = value << 6 | (bytes[i + k] & 0x3f);
    }
    return value;
  }
}
