package io.labelloop.estimation;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Exact one-sided confidence bounds of a proportion.
 *
 * <p>With {@code k} successes in {@code n} independent trials, the lower bound at error {@code
 * alpha} is the largest proportion {@code p} for which {@code P(Bin(n, p) >= k) <= alpha}: the
 * {@code alpha} quantile of {@code Beta(k, n - k + 1)}. It exceeds the true proportion with
 * probability at most {@code alpha}, whatever {@code n} is. The upper bound mirrors it.
 *
 * <p>Clopper, Pearson: The use of confidence or fiducial limits illustrated in the case of the
 * binomial. Biometrika 26, 1934.
 */
public final class ClopperPearson {
  private ClopperPearson() {}

  /**
   * The lower bound; 0 if there is no success, no trial, or no error allowed.
   *
   * @param successes in {@code [0, trials]}
   * @param alpha the probability with which the bound may be wrong, in {@code [0, 1)}
   */
  public static double lowerBound(int successes, int trials, double alpha) {
    validate(successes, trials, alpha);
    if (successes == 0 || alpha == 0) {
      return 0;
    }
    if (successes == trials) {
      return Math.pow(alpha, 1.0 / trials);
    }
    return BetaDistribution.of(successes, trials - successes + 1.0)
        .inverseCumulativeProbability(alpha);
  }

  /**
   * The upper bound; 1 if every trial succeeds, or there is none, or no error is allowed.
   *
   * @param successes in {@code [0, trials]}
   * @param alpha the probability with which the bound may be wrong, in {@code [0, 1)}
   */
  public static double upperBound(int successes, int trials, double alpha) {
    validate(successes, trials, alpha);
    return 1 - lowerBound(trials - successes, trials, alpha);
  }

  private static void validate(int successes, int trials, double alpha) {
    if (successes < 0 || successes > trials) {
      throw new IllegalArgumentException(
          "successes must be between 0 and the number of trials, but were "
              + successes
              + " of "
              + trials);
    }
    if (!(alpha >= 0 && alpha < 1)) {
      throw new IllegalArgumentException("alpha must be in [0, 1), but was " + alpha);
    }
  }
}
