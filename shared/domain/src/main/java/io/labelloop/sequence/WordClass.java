package io.labelloop.sequence;

import java.util.regex.Pattern;

/**
 * What a rare word looks like: what a hidden Markov model knows of a word that it has not met.
 *
 * <p>Bikel, Schwartz, Weischedel: An algorithm that learns what's in a name. Machine Learning 34,
 * 1999 (there with more classes of numbers, and none for what social media write).
 */
enum WordClass {
  ADDRESS("(https?://|www\\.).*"),
  MENTION("@.+"),
  HASHTAG("#.+"),
  NUMBER("[0-9.,:/-]*[0-9][0-9.,:/-]*%?"),
  WITH_DIGIT(".*[0-9].*"),
  INITIAL("\\p{Lu}\\.?"),
  ALL_CAPITALS("\\p{Lu}[\\p{Lu}.&'-]+"),
  CAPITALIZED("\\p{Lu}[\\p{L}.'-]*"),
  MIXED_CASE("\\p{Ll}[\\p{L}'-]*\\p{Lu}.*"),
  LOWER_CASE("\\p{Ll}[\\p{Ll}'-]*"),
  NO_LETTER("[^\\p{L}]+"),
  OTHER(".*");

  private final Pattern form;

  WordClass(String form) {
    this.form = Pattern.compile(form, Pattern.DOTALL);
  }

  /** The first class whose form a word has. */
  static WordClass of(String word) {
    for (WordClass each : values()) {
      if (each.form.matcher(word).matches()) {
        return each;
      }
    }
    return OTHER;
  }
}
