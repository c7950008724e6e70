package io.labelloop.campaign;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses which known name a misspelt one was meant to be. */
public final class NearestName {
  private NearestName() {}

  /**
   * The known name at the smallest edit distance, if that is at most a third of the longer name's
   * length.
   *
   * <p>Levenshtein: Binary codes capable of correcting deletions, insertions and reversals. 1966.
   */
  public static Optional<String> of(String name, Collection<String> known) {
    return known.stream()
        .filter(candidate -> distance(name, candidate) <= tolerance(name, candidate))
        .min(Comparator.comparingInt(candidate -> distance(name, candidate)));
  }

  private static int tolerance(String name, String candidate) {
    return (2 * Math.max(name.length(), candidate.length()) + 4) / 5;
  }

  private static int distance(String left, String right) {
    int[] previous = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int[] current = new int[right.length() + 1];
      current[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int substitution =
            previous[j - 1]
                + (Character.toLowerCase(left.charAt(i - 1))
                        == Character.toLowerCase(right.charAt(j - 1))
                    ? 0
                    : 1);
        current[j] = Math.min(substitution, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[right.length()];
  }
}
