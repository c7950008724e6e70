package io.labelloop.learning;

/** Takes from class probabilities the certainty that so many examples cannot give. */
final class Smoothing {
  private Smoothing() {}

  /**
   * {@code (n p + 1 / K) / (n + 1)}: the row as {@code n} observations, and one more spread evenly
   * over the classes. Keeps the order of the classes; the row itself is changed and returned.
   */
  static double[] of(double[] row, int examples) {
    double spread = 1.0 / row.length;
    for (int k = 0; k < row.length; k++) {
      row[k] = (examples * row[k] + spread) / (examples + 1.0);
    }
    return row;
  }
}
