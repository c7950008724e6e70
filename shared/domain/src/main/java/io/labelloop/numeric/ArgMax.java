package io.labelloop.numeric;

/** The index of the largest number; of several largest ones the first. */
public final class ArgMax {
  private ArgMax() {}

  /**
   * @param values at least one number
   */
  public static int of(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }
}
