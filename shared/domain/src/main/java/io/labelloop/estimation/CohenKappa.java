package io.labelloop.estimation;

/**
 * Cohen's kappa: how far two sequences of classes agree beyond what chance alone would give.
 *
 * <p>With {@code p_o} the share of equal pairs and {@code p_e = sum over c of p1(c) p2(c)} the
 * share that independent sequences of the same class frequencies would have, kappa is {@code (p_o -
 * p_e) / (1 - p_e)}: 1 for equal sequences, 0 for agreement as by chance, down to -1. Where both
 * sequences are of one and the same class, {@code p_e} is 1 and the formula says nothing; they are
 * equal, so kappa is 1 then (docs/methods/kappa.md). Linear in the number of pairs.
 *
 * <p>Cohen: A coefficient of agreement for nominal scales. Educational and Psychological
 * Measurement 20, 1960.
 */
public final class CohenKappa {
  private CohenKappa() {}

  /**
   * @param left class indices in {@code [0, classes)}, at least one
   * @param right as many class indices
   */
  public static double of(int[] left, int[] right, int classes) {
    if (left.length == 0) {
      throw new IllegalArgumentException("kappa needs at least one pair of classes, but got none");
    }
    return of(ConfusionMatrix.of(left, right, classes));
  }

  /** The kappa of counted pairs: the row is the first sequence's class, the column the second's. */
  public static double of(ConfusionMatrix pairs) {
    double total = pairs.total();
    if (total == 0) {
      throw new IllegalArgumentException("kappa needs at least one pair of classes, but got none");
    }
    double expected = 0;
    for (int c = 0; c < pairs.classes(); c++) {
      double row = 0;
      double column = 0;
      for (int other = 0; other < pairs.classes(); other++) {
        row += pairs.count(c, other);
        column += pairs.count(other, c);
      }
      expected += row / total * (column / total);
    }
    double observed = pairs.correct() / total;
    // all pairs of one class: equal sequences, and 0 / 0 in the formula
    return pairs.correct() == total ? 1 : (observed - expected) / (1 - expected);
  }
}
