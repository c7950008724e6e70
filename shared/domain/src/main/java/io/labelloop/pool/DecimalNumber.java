package io.labelloop.pool;

import java.nio.charset.StandardCharsets;

/**
 * Reads a JSON number from bytes, without a text where it has at most 15 or so digits and a small
 * exponent, as measured features mostly do.
 *
 * <p>A product or quotient of two numbers that are exact is rounded once, so the result is the
 * nearest double. Other numbers go through {@link Double#parseDouble}.
 *
 * <p>Clinger: How to read floating point numbers accurately. PLDI 1990.
 */
final class DecimalNumber {
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };
  private static final long EXACT = 1L << 53;
  // longer ones are left to the ordinary reader, which has limits of its own
  private static final int LONGEST = 40;
  private static final int DIGITS_OF_A_LONG = 18;

  private double value;

  /** The number that {@link #read} read. */
  double value() {
    return value;
  }

  /**
   * Reads the number that begins at {@code start}.
   *
   * @return where it ends, or -1 if it is no JSON number, not finite, or of more than {@value
   *     #LONGEST} characters
   */
  int read(byte[] bytes, int start, int limit) {
    int i = start;
    boolean negative = i < limit && bytes[i] == '-';
    i += negative ? 1 : 0;
    int first = i;
    long digits = 0;
    while (i < limit && isDigit(bytes[i])) {
      digits = 10 * digits + (bytes[i++] - '0');
    }
    int whole = i - first;
    if (whole == 0 || (whole > 1 && bytes[first] == '0')) {
      return -1;
    }
    int count = whole;
    int exponent = 0;
    boolean integer = true;
    if (i < limit && bytes[i] == '.') {
      integer = false;
      int point = ++i;
      while (i < limit && isDigit(bytes[i])) {
        digits = 10 * digits + (bytes[i++] - '0');
      }
      if (i == point) {
        return -1;
      }
      exponent = point - i;
      count += i - point;
    }
    if (i < limit && (bytes[i] | 0x20) == 'e') {
      integer = false;
      int sign = i + 1 < limit && bytes[i + 1] == '-' ? -1 : 1;
      i += i + 1 < limit && (bytes[i + 1] == '-' || bytes[i + 1] == '+') ? 2 : 1;
      int power = i;
      int tens = 0;
      while (i < limit && isDigit(bytes[i]) && i - power < 4) {
        tens = 10 * tens + (bytes[i++] - '0');
      }
      if (i == power || (i < limit && isDigit(bytes[i]))) {
        return -1;
      }
      exponent += sign * tens;
    }
    if (i - start > LONGEST) {
      return -1;
    }
    if (count > DIGITS_OF_A_LONG || digits > EXACT || Math.abs(exponent) >= POWERS.length) {
      value = Double.parseDouble(new String(bytes, start, i - start, StandardCharsets.US_ASCII));
      return Double.isFinite(value) ? i : -1;
    }
    double magnitude = exponent < 0 ? digits / POWERS[-exponent] : digits * POWERS[exponent];
    // JSON's integer -0 is 0
    value = negative && !(integer && digits == 0) ? -magnitude : magnitude;
    return i;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
