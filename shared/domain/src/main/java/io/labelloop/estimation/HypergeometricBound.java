package io.labelloop.estimation;

import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/**
 * Exact one-sided lower bound of a proportion in a finite population, from a uniform sample without
 * replacement.
 *
 * <p>With {@code k} successes among {@code n} of {@code N} things, the bound at error {@code alpha}
 * is {@code M / N} with the smallest number {@code M} of successes in the population for which
 * {@code P(Hypergeometric(N, M, n) >= k) > alpha}. It exceeds the true proportion with probability
 * at most {@code alpha}, is never below the Clopper-Pearson bound by more than {@code 1 / N}, and
 * equals {@code k / n} where the sample is all there is. Takes {@code O(n log N)} steps.
 *
 * <p>Buonaccorsi: A note on confidence intervals for proportions in finite populations. The
 * American Statistician 41, 1987.
 */
public final class HypergeometricBound {
  private HypergeometricBound() {}

  /**
   * The lower bound; 0 if there is no success, no trial, or no error allowed.
   *
   * @param successes in {@code [0, sampled]}
   * @param sampled at most {@code population}
   * @param population at least 1
   * @param alpha the probability with which the bound may be wrong, in {@code [0, 1)}
   */
  public static double lowerBound(int successes, int sampled, int population, double alpha) {
    if (successes < 0 || successes > sampled || sampled > population || population < 1) {
      throw new IllegalArgumentException(
          "successes, sampled and population must rise from 0, but were "
              + successes
              + ", "
              + sampled
              + " and "
              + population);
    }
    if (!(alpha >= 0 && alpha < 1)) {
      throw new IllegalArgumentException("alpha must be in [0, 1), but was " + alpha);
    }
    // what was seen is certain, whatever the error
    int refuted = successes - 1;
    int possible = population - (sampled - successes);
    if (successes == 0 || alpha == 0) {
      return (double) successes / population;
    }
    while (possible - refuted > 1) {
      int middle = refuted + (possible - refuted) / 2;
      if (HypergeometricDistribution.of(population, middle, sampled)
              .survivalProbability(successes - 1)
          > alpha) {
        possible = middle;
      } else {
        refuted = middle;
      }
    }
    return (double) possible / population;
  }
}
