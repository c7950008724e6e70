package io.labelloop.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Texts of 20 classes as lines of JSON of 460 to 530 bytes: words of an invented language, drawn by
 * Zipf's law, of which every fifth comes from the 400 that a class prefers. One text in fifty has
 * letters beyond ASCII, one in twenty a quotation. Item {@code n} is the same in every call.
 */
final class SyntheticTexts {
  static final int CLASSES = 20;
  private static final int VOCABULARY = 20_000;
  private static final int PREFERRED = 400;
  private static final int SHORTEST = 460;
  private static final int LONGEST = 530;
  private static final String[] SYLLABLES = {
    "ba", "con", "de", "er", "fi", "ga", "ho", "in", "ka", "lo", "ma", "ne", "or", "pra", "qui",
    "ri", "sta", "te", "un", "vo", "wen", "xi", "yl", "zu", "th", "sh"
  };

  private final byte[][] words = new byte[VOCABULARY][];
  // rank by a draw in [0, size): Zipf's law as a table
  private final int[] ranks = new int[1 << 16];

  SyntheticTexts() {
    var random = new SplittableRandom(20);
    for (int w = 0; w < VOCABULARY; w++) {
      var word = new StringBuilder();
      int syllables = w < 60 ? 1 : 2 + random.nextInt(3);
      for (int s = 0; s < syllables; s++) {
        word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
      }
      words[w] = word.toString().getBytes(StandardCharsets.US_ASCII);
    }
    double[] cumulative = new double[VOCABULARY];
    double sum = 0;
    for (int w = 0; w < VOCABULARY; w++) {
      sum += 1 / (w + 2.7);
      cumulative[w] = sum;
    }
    for (int i = 0; i < ranks.length; i++) {
      int found = Arrays.binarySearch(cumulative, sum * (i + 0.5) / ranks.length);
      ranks[i] = Math.min(VOCABULARY - 1, found < 0 ? -found - 1 : found);
    }
  }

  /** Writes item {@code n} with its line break into an array; returns how many bytes it has. */
  int write(long n, byte[] line) {
    // items with neighbouring numbers should have nothing in common
    var random = new SplittableRandom(new SplittableRandom(n).nextLong());
    int label = random.nextInt(CLASSES);
    int length = SHORTEST + random.nextInt(LONGEST - SHORTEST + 1) - 3;
    int at = put(line, 0, "{\"id\":\"d" + n + "\",\"label\":\"c" + label + "\",\"text\":\"");
    boolean wide = random.nextInt(50) == 0;
    boolean quotes = random.nextInt(20) == 0;
    while (true) {
      int word =
          random.nextInt(5) == 0
              ? 60 + (label * PREFERRED + ranks[random.nextInt(ranks.length)] % PREFERRED)
              : ranks[random.nextInt(ranks.length)];
      byte[] letters = words[word];
      if (at + letters.length + 12 > length) {
        break;
      }
      if (random.nextInt(12) == 0) {
        line[at++] = (byte) (random.nextBoolean() ? '.' : ',');
        line[at++] = ' ';
        System.arraycopy(letters, 0, line, at, letters.length);
        line[at] = (byte) (line[at] - 0x20);
        at += letters.length;
      } else if (quotes && random.nextInt(12) == 0) {
        at = put(line, at, " \\\"");
        System.arraycopy(letters, 0, line, at, letters.length);
        at = put(line, at + letters.length, "\\\"");
      } else {
        line[at++] = ' ';
        System.arraycopy(letters, 0, line, at, letters.length);
        at += letters.length;
        at = wide && random.nextInt(12) == 0 ? put(line, at, "é") : at;
      }
    }
    // a last word, cut where the line has to end
    byte[] last = words[VOCABULARY - 1 - (int) (n % 1_000)];
    line[at++] = ' ';
    for (int i = 0; at < length; i++) {
      line[at++] = last[i % last.length];
    }
    return put(line, at, "\"}\n");
  }

  private static int put(byte[] line, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, line, at, bytes.length);
    return at + bytes.length;
  }

  /** Items {@code [from, to)} as a stream. */
  InputStream stream(long from, long to) {
    return new InputStream() {
      private final byte[] line = new byte[2 * LONGEST];
      private long next = from;
      private int at;
      private int filled;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int start, int length) {
        int done = 0;
        while (done < length) {
          if (at == filled) {
            if (next >= to) {
              break;
            }
            filled = write(next++, line);
            at = 0;
          }
          int part = Math.min(length - done, filled - at);
          System.arraycopy(line, at, bytes, start + done, part);
          at += part;
          done += part;
        }
        return done == 0 && length > 0 ? -1 : done;
      }
    };
  }
}
