package io.labelloop.query;

/**
 * Least confidence: prefers items whose most probable class is improbable.
 *
 * <p>The score is {@code 1 - p1}: 0 when the model is certain, {@code 1 - 1/K} when all classes
 * tie.
 *
 * <p>Lewis, Gale: A sequential algorithm for training text classifiers. SIGIR 1994.
 */
public final class LeastConfidence implements ProbabilityAcquisition {
  @Override
  public double scoreOf(double[] probabilities) {
    double largest = 0;
    for (double p : probabilities) {
      largest = Math.max(largest, p);
    }
    return 1 - largest;
  }
}
