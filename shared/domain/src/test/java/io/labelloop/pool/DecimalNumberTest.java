package io.labelloop.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DecimalNumberTest {
  private static final int NUMBERS = 200_000;

  @Test
  void read_ofNumbersOfEveryForm_isWhatTheJdkReads() {
    var random = new SplittableRandom(12);
    var number = new DecimalNumber();
    for (int i = 0; i < NUMBERS; i++) {
      String text = text(random, i % 6);
      byte[] bytes = ("[" + text + ",").getBytes(StandardCharsets.US_ASCII);
      double expected = Double.parseDouble(text);

      int end = number.read(bytes, 1, bytes.length);

      if (Double.isInfinite(expected) || text.length() > 40) {
        assertThat(end).as(text).isEqualTo(-1);
      } else {
        assertThat(end).as(text).isEqualTo(1 + text.length());
        // JSON's integer -0 is 0
        assertThat(number.value()).as(text).isEqualTo(text.equals("-0") ? 0.0 : expected);
      }
    }
  }

  private static String text(SplittableRandom random, int form) {
    return switch (form) {
      case 0 -> String.format(Locale.ROOT, "%.6f", random.nextDouble(-1, 1));
      case 1 -> String.valueOf(random.nextLong());
      case 2 -> {
        // any double of the whole range, as the JDK writes it
        double value = Double.longBitsToDouble(random.nextLong());
        yield Double.isFinite(value) ? String.valueOf(value) : "-0.0";
      }
      case 3 -> String.valueOf((float) random.nextGaussian());
      // around the limits of the quick way: digits, and exponents
      case 4 ->
          digits(random, 1 + random.nextInt(20))
              + "."
              + "0".repeat(random.nextInt(4))
              + random.nextInt(1_000_000);
      default ->
          (random.nextBoolean() ? "-" : "")
              + random.nextInt(10)
              + "."
              + Long.toUnsignedString(random.nextLong())
              + (random.nextBoolean() ? "e" : "E")
              + (random.nextInt(60) - 30);
    };
  }

  private static String digits(SplittableRandom random, int count) {
    var digits = new StringBuilder().append((char) ('1' + random.nextInt(9)));
    while (digits.length() < count) {
      digits.append((char) ('0' + random.nextInt(10)));
    }
    return digits.toString();
  }
}
