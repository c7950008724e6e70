package io.labelloop.stopping;

import java.util.Locale;

/**
 * Ends when the newest model is hardly uncertain any more: the mean entropy of its predictions on
 * the stop set, as a share of the largest possible, is below a threshold. A model that is sure and
 * wrong ends it as well; it says nothing certified about accuracy.
 *
 * <p>Zhu, Wang, Hovy: Multi-criteria-based strategy to stop active learning for data annotation.
 * COLING 2008.
 *
 * @param below in {@code (0, 1]}; .05 is usual
 */
public record OverallUncertainty(double below) implements StoppingCriterion {
  public OverallUncertainty {
    if (!(below > 0 && below <= 1)) {
      throw new IllegalArgumentException(
          "an uncertainty is above 0 and at most 1, but was " + below);
    }
  }

  @Override
  public Verdict evaluate(CampaignProgress progress) {
    if (progress.uncertainty().isEmpty()) {
      return Verdict.of("overallUncertainty", false, Outcome.PLATEAU, "there is no model yet");
    }
    double mean = progress.uncertainty().getAsDouble();
    return Verdict.of(
        "overallUncertainty",
        mean < below,
        Outcome.PLATEAU,
        String.format(
            Locale.ROOT, "the mean normalised entropy is %.4f, the bar %.4f", mean, below));
  }

  /**
   * The entropy of class probabilities as a share of the entropy of equal ones, in {@code [0, 1]}.
   *
   * @param probabilities at least two, summing to 1; 0 counts as {@code 0 log 0 = 0}
   */
  public static double normalisedEntropy(double[] probabilities) {
    double entropy = 0;
    for (double p : probabilities) {
      entropy -= p > 0 ? p * Math.log(p) : 0;
    }
    return entropy / Math.log(probabilities.length);
  }
}
