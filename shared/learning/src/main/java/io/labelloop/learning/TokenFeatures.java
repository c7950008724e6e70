package io.labelloop.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a conditional random field sees of a token: the word, what it looks like, how it begins and
 * ends, and its neighbours, each as the name of a feature that is there or not.
 *
 * <p>Zhang, Johnson: A robust risk minimization based named entity recognition system. CoNLL 2003
 * (which has the same local features; no lists of names or of parts of speech are used here).
 */
final class TokenFeatures {
  private static final int LONGEST_AFFIX = 4;

  private final List<String> words;
  private final List<String> shapes;

  private TokenFeatures(List<String> tokens) {
    this.words = tokens.stream().map(token -> token.toLowerCase(Locale.ROOT)).toList();
    this.shapes = tokens.stream().map(TokenFeatures::shape).toList();
  }

  /** For each token the names of its features, all different. */
  static List<List<String>> of(List<String> tokens) {
    var features = new TokenFeatures(tokens);
    var all = new ArrayList<List<String>>();
    for (int t = 0; t < tokens.size(); t++) {
      all.add(features.at(t, tokens.get(t)));
    }
    return all;
  }

  private List<String> at(int t, String token) {
    String word = words.get(t);
    String shape = shapes.get(t);
    var names = new ArrayList<String>();
    names.add("token=" + token);
    names.add("word=" + word);
    names.add("shape=" + shape);
    names.add("form=" + collapsed(shape));
    for (int length = 1; length <= LONGEST_AFFIX && length < word.length(); length++) {
      names.add("prefix=" + word.substring(0, length));
      names.add("suffix=" + word.substring(word.length() - length));
    }
    for (int offset : new int[] {-2, -1, 1, 2}) {
      names.add("word" + offset + "=" + near(words, t + offset));
      names.add("form" + offset + "=" + collapsed(near(shapes, t + offset)));
    }
    names.add("words-1,0=" + near(words, t - 1) + " " + word);
    names.add("words0,1=" + word + " " + near(words, t + 1));
    names.add(
        "forms="
            + collapsed(near(shapes, t - 1))
            + " "
            + collapsed(shape)
            + " "
            + collapsed(near(shapes, t + 1)));
    return names;
  }

  // no token has a blank
  private static String near(List<String> values, int index) {
    if (index < 0) {
      return " begin";
    }
    return index < values.size() ? values.get(index) : " end";
  }

  /** Every upper-case letter as X, lower-case as x, digit as 9; the rest as it is. */
  static String shape(String token) {
    var shape = new StringBuilder();
    token
        .codePoints()
        .map(
            c ->
                Character.isUpperCase(c)
                    ? 'X'
                    : Character.isLetter(c) ? 'x' : Character.isDigit(c) ? '9' : c)
        .forEach(shape::appendCodePoint);
    return shape.toString();
  }

  /** A shape with each run of one sign written once. */
  static String collapsed(String shape) {
    var collapsed = new StringBuilder();
    int previous = -1;
    for (int c : shape.codePoints().toArray()) {
      if (c != previous) {
        collapsed.appendCodePoint(c);
      }
      previous = c;
    }
    return collapsed.toString();
  }
}
