package io.labelloop.learning;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * The 64-bit hashes of a text's words, and of its pairs of neighbouring words, as often as they
 * occur. Holds the hashes of one text; not for several threads at once.
 *
 * <p>A word is a run of letters, marks, digits and underscores, lower-cased, or a single other
 * character that is no space. The hash is FNV-1a over UTF-16 units (of a pair: the first word, a
 * space, the second word), then the finalizer of MurmurHash3, which spreads what little the last
 * letters change. Linear in the text's length.
 */
final class WordHashes {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;
  private static final int ASCII = 128;
  // the lower-cased characters that words are made of; 0 for others
  private static final char[] IN_WORDS = new char[ASCII];
  private static final int WORD_TYPES =
      bits(
          Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER,
          Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.DECIMAL_DIGIT_NUMBER,
          Character.LETTER_NUMBER,
          Character.OTHER_NUMBER);

  static {
    for (char c = 0; c < ASCII; c++) {
      if (Character.isLetterOrDigit(c) || c == '_') {
        IN_WORDS[c] = Character.toLowerCase(c);
      }
    }
  }

  private final boolean pairs;
  private long[] hashes = new long[256];
  private int size;
  // the unfinished hash of the word before and a space; 0 before the first word
  private long before;

  /**
   * @param pairs whether pairs of words count, beside the words
   */
  WordHashes(boolean pairs) {
    this.pairs = pairs;
  }

  private static int bits(byte... types) {
    int bits = 0;
    for (byte type : types) {
      bits |= 1 << type;
    }
    return bits;
  }

  /** How many hashes the last text had. */
  int size() {
    return size;
  }

  /** The hashes of the last text: the first {@link #size} entries, to be read only. */
  long[] hashes() {
    return hashes;
  }

  /** A copy of the hashes of a text. */
  static long[] of(String text, boolean pairs) {
    WordHashes words = new WordHashes(pairs);
    words.read(text);
    return Arrays.copyOf(words.hashes, words.size);
  }

  /** Puts a text in the place of the last one. */
  void read(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= ASCII) {
        size = 0;
        before = 0;
        // the case of a letter may depend on its neighbours, and a character may have two units
        readAny(text.toLowerCase(Locale.ROOT));
        return;
      }
    }
    read(text.getBytes(StandardCharsets.US_ASCII), 0, text.length());
  }

  /** The same for the characters {@code [from, to)} of an array of ASCII. */
  void read(byte[] ascii, int from, int to) {
    size = 0;
    before = 0;
    int i = from;
    while (i < to) {
      int unit = IN_WORDS[ascii[i]];
      if (unit == 0) {
        byte c = ascii[i++];
        if (!isSpace(c)) {
          add((OFFSET ^ c) * PRIME, (before ^ c) * PRIME);
        }
        continue;
      }
      long word = OFFSET;
      long pair = before;
      do {
        word = (word ^ unit) * PRIME;
        pair = (pair ^ unit) * PRIME;
        unit = ++i < to ? IN_WORDS[ascii[i]] : 0;
      } while (unit != 0);
      add(word, pair);
    }
  }

  private void readAny(String text) {
    int i = 0;
    while (i < text.length()) {
      int character = text.codePointAt(i);
      int end = i + Character.charCount(character);
      if (isInWords(character)) {
        while (end < text.length() && isInWords(text.codePointAt(end))) {
          end += Character.charCount(text.codePointAt(end));
        }
      }
      if (!isSpace(character)) {
        long word = OFFSET;
        long pair = before;
        for (int k = i; k < end; k++) {
          word = (word ^ text.charAt(k)) * PRIME;
          pair = (pair ^ text.charAt(k)) * PRIME;
        }
        add(word, pair);
      }
      i = end;
    }
  }

  private static boolean isInWords(int character) {
    return character < ASCII
        ? IN_WORDS[character] != 0
        : (WORD_TYPES >>> Character.getType(character) & 1) != 0;
  }

  private static boolean isSpace(int character) {
    return character == ' ' || (character >= '\t' && character <= '\r');
  }

  private void add(long word, long pair) {
    if (size + 2 > hashes.length) {
      hashes = Arrays.copyOf(hashes, 2 * hashes.length);
    }
    hashes[size++] = finished(word);
    if (pairs) {
      if (before != 0) {
        hashes[size++] = finished(pair);
      }
      before = (word ^ ' ') * PRIME;
    }
  }

  private static long finished(long state) {
    long hash = state;
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }
}
