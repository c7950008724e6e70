package io.labelloop.consolidation;

import java.util.Comparator;
import java.util.List;

/** The consolidation methods by name. */
public final class ConsolidationMethods {
  private static final List<ConsolidationMethod> ALL =
      List.of(
          new DawidSkene(Smoothing.DEFAULT),
          new DawidSkene(Smoothing.VANISHING),
          new MajorityVote(),
          new OneCoinDawidSkene(),
          new Wawa());
  private static final int MISSPELT = 4;

  private ConsolidationMethods() {}

  /** The method to use where none is named: Dawid-Skene with {@link Smoothing#DEFAULT}. */
  public static ConsolidationMethod standard() {
    return ALL.getFirst();
  }

  /** All names. */
  public static List<String> names() {
    return ALL.stream().map(ConsolidationMethod::name).toList();
  }

  /**
   * The method of a name.
   *
   * @throws IllegalArgumentException listing the names, and the one that is probably meant
   */
  public static ConsolidationMethod named(String name) {
    return ALL.stream()
        .filter(method -> method.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "consolidation method must be one of "
                        + names()
                        + ", but was '"
                        + name
                        + "'"
                        + guess(name)));
  }

  private static String guess(String name) {
    return names().stream()
        .min(Comparator.comparingInt(known -> distance(name, known)))
        .filter(known -> distance(name, known) <= MISSPELT)
        .map(known -> "; did you mean '" + known + "'?")
        .orElse("");
  }

  // Levenshtein distance: single-character changes from one text to the other
  private static int distance(String left, String right) {
    int[] before = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int[] now = new int[right.length() + 1];
      now[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        now[j] = Math.min(before[j - 1] + change, Math.min(before[j], now[j - 1]) + 1);
      }
      before = now;
    }
    return before[right.length()];
  }
}
