package io.labelloop.estimation;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * An e-process that certifies an accuracy from a stream of labels which may be looked at after
 * every label, stopped at any time, and continued in whatever way the labels so far suggest.
 *
 * <p>For a target {@code a0} the process is the likelihood ratio of accuracies that are uniform
 * above {@code a0} against {@code a0} itself:
 *
 * <pre>
 *   E_n = B(1 + k, 1 + n - k) (1 - I_a0(1 + k, 1 + n - k)) / ((1 - a0) a0^k (1 - a0)^(n - k))
 *       = P(Bin(n + 1, a0) &lt;= k) / ((n + 1) (1 - a0) P(Bin(n, a0) = k))
 * </pre>
 *
 * <p>Written with {@code e^l = theta (1 - a0) / (a0 (1 - theta))} it is a mixture of {@code exp(l k
 * - n log(1 - a0 + a0 e^l))} over {@code l > 0}. Let label {@code i} be right with a probability
 * {@code p_i} that may depend on the labels before it, and {@code m_n} be the mean of {@code p_1,
 * ..., p_n}. Since {@code log(1 - p + p e^l)} is concave in {@code p}, the process with {@code m_n}
 * in the place of {@code a0} is at most a martingale that starts at 1. By Ville's inequality it
 * ever reaches {@code 1 / alpha} with probability at most {@code alpha}: the target is certified
 * while {@code m_n <= a0} at most so often, and the {@link #lowerBound} ever exceeds {@code m_n} at
 * most so often (docs/methods/e-process.md).
 *
 * <p>Robbins: Statistical methods related to the law of the iterated logarithm. Annals of
 * Mathematical Statistics 41, 1970. Ville: Etude critique de la notion de collectif, 1939.
 *
 * @param target the accuracy to certify, in {@code (0, 1)}
 */
public record TruncatedBetaMixture(double target) {
  /*
   * The bound takes the mixture over the middles of CELLS equal parts of (target, 1) instead of all
   * of it. Any fixed mixture makes a valid bound; as long as the likelihood of the labels is wider
   * than a cell, it is that of the closed form.
   */
  private static final int CELLS = 500;
  private static final int BISECTIONS = 40;

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
    AccuracyBound.requireCounts(correct, labels);
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

  /**
   * What the mean accuracy over the labels is at least: the smallest that the evidence does not
   * refute. At or above the target exactly where the target is certified, up to the error of the
   * grid. Sharp near the target, and valid everywhere.
   *
   * @param correct in {@code [0, labels]}
   * @param alpha the probability with which the bound may ever be wrong, in {@code [0, 1)}
   * @return in {@code [0, 1)}; 0 without labels or error
   */
  public double lowerBound(int correct, int labels, double alpha) {
    AccuracyBound.requireCounts(correct, labels);
    if (!(alpha >= 0 && alpha < 1)) {
      throw new IllegalArgumentException("alpha must be in [0, 1), but was " + alpha);
    }
    if (labels == 0 || alpha == 0) {
      return 0;
    }
    double[] tilt = new double[CELLS];
    double[] odds = new double[CELLS];
    for (int cell = 0; cell < CELLS; cell++) {
      double theta = target + (1 - target) * (cell + 0.5) / CELLS;
      tilt[cell] = Math.log(theta / target) + Math.log1p(-target) - Math.log1p(-theta);
      odds[cell] = Math.expm1(tilt[cell]);
    }
    double enough = -Math.log(alpha);
    double refuted = 0;
    double possible = 1;
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (refuted + possible) / 2;
      if (logEvidenceAgainst(middle, correct, labels, tilt, odds) >= enough) {
        refuted = middle;
      } else {
        possible = middle;
      }
    }
    return refuted;
  }

  /** The logarithm of the mixture with a mean accuracy in the place of the target; falls in it. */
  private static double logEvidenceAgainst(
      double mean, int correct, int labels, double[] tilt, double[] odds) {
    double[] terms = new double[CELLS];
    double largest = Double.NEGATIVE_INFINITY;
    for (int cell = 0; cell < CELLS; cell++) {
      terms[cell] = tilt[cell] * correct - labels * Math.log1p(mean * odds[cell]);
      largest = Math.max(largest, terms[cell]);
    }
    double sum = 0;
    for (double term : terms) {
      sum += Math.exp(term - largest);
    }
    return largest + Math.log(sum / CELLS);
  }
}
