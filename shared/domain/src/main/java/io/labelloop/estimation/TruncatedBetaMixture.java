package io.labelloop.estimation;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * An e-process that certifies an accuracy from a stream of labels which may be looked at after
 * every label, and stopped at any time.
 *
 * <p>For a target {@code a0} the process is the likelihood ratio of accuracies that are uniform
 * above {@code a0} against {@code a0} itself:
 *
 * <pre>
 *   E_n = B(1 + k, 1 + n - k) (1 - I_a0(1 + k, 1 + n - k)) / ((1 - a0) a0^k (1 - a0)^(n - k))
 *       = P(Bin(n + 1, a0) &lt;= k) / ((n + 1) (1 - a0) P(Bin(n, a0) = k))
 * </pre>
 *
 * <p>For every accuracy of at most {@code a0} it is a supermartingale that starts at 1, so that by
 * Ville's inequality it ever reaches {@code 1 / alpha} with probability at most {@code alpha}. The
 * labels must be fresh: drawn uniformly after the model was frozen (docs/methods/e-process.md).
 *
 * <p>Robbins: Statistical methods related to the law of the iterated logarithm. Annals of
 * Mathematical Statistics 41, 1970. Ville: Etude critique de la notion de collectif, 1939.
 *
 * @param target the accuracy to certify, in {@code (0, 1)}
 */
public record TruncatedBetaMixture(double target) {
  public TruncatedBetaMixture {
    if (!(target > 0 && target < 1)) {
      throw new IllegalArgumentException(
          "an accuracy target must be above 0 and below 1, but was " + target);
    }
  }

  /**
   * The natural logarithm of the process; 0 before the first label.
   *
   * @param correct in {@code [0, labels]}
   */
  public double logEvidence(int correct, int labels) {
    if (correct < 0 || correct > labels) {
      throw new IllegalArgumentException(
          "correct predictions must be between 0 and the number of labels, but were "
              + correct
              + " of "
              + labels);
    }
    double mass = BinomialDistribution.of(labels + 1, target).cumulativeProbability(correct);
    return Math.log(mass)
        - Math.log(labels + 1.0)
        - Math.log1p(-target)
        - BinomialDistribution.of(labels, target).logProbability(correct);
  }

  /**
   * Whether the evidence suffices.
   *
   * @param alpha the error that the attempt may make, in {@code (0, 1)}
   */
  public boolean certifies(int correct, int labels, double alpha) {
    return logEvidence(correct, labels) >= -Math.log(alpha);
  }
}
