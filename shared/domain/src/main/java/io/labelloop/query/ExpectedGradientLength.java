package io.labelloop.query;

/**
 * Expected gradient length, in closed form for multinomial logistic regression: how long the
 * gradient of the item's log-loss would be, in expectation over the label that the model predicts.
 *
 * <p>With {@code p} the prediction and {@code x} the vector with a 1 for the intercept, the
 * gradient for label {@code y} is {@code (p - e_y) x'}, of length {@code |x| sqrt(|p|^2 - 2 p_y +
 * 1)}; the score is its mean under {@code p}, at least 0. On rows of one length it is a measure of
 * uncertainty alone. Linear in the number of classes.
 *
 * <p>Settles, Craven, Ray: Multiple-instance active learning. NIPS 2007.
 */
public final class ExpectedGradientLength implements AcquisitionFunction {
  @Override
  public double score(Candidate candidate) {
    return expected(candidate, candidate.probabilities());
  }

  /** The expected length when labels come by {@code labels} and the model predicts as it does. */
  static double expected(Candidate candidate, double[] labels) {
    double[] p = candidate.probabilities();
    double square = squaredNorm(p);
    double sum = 0;
    for (int y = 0; y < p.length; y++) {
      sum += labels[y] * length(square, p[y]);
    }
    return sum * inputLength(candidate);
  }

  static double squaredNorm(double[] p) {
    double square = 0;
    for (double value : p) {
      square += value * value;
    }
    return square;
  }

  /** {@code |p - e_y|}. */
  static double length(double squaredNorm, double probability) {
    // rounding can make the square of a vanishing gradient slightly negative
    return Math.sqrt(Math.max(0, squaredNorm - 2 * probability + 1));
  }

  static double inputLength(Candidate candidate) {
    return Math.sqrt(1 + candidate.features().squaredNorm());
  }
}
