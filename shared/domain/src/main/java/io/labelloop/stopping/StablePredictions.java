package io.labelloop.stopping;

import java.util.Locale;

/**
 * Ends when successive models agree on the stop set: the mean Cohen's kappa of the newest {@code
 * window} pairs of successive models is at least {@code kappa}. Needs {@code window + 1} models.
 * Says nothing certified about accuracy.
 *
 * <p>Bloodgood, Vijay-Shanker: A method for stopping active learning based on stabilizing
 * predictions and the need for user-adjustable stopping. CoNLL 2009.
 *
 * @param kappa in {@code (0, 1]}; the paper's value is .99
 * @param window at least 1; the paper's value is 3
 */
public record StablePredictions(double kappa, int window) implements StoppingCriterion {
  public StablePredictions {
    if (!(kappa > 0 && kappa <= 1) || window < 1) {
      throw new IllegalArgumentException(
          "kappa must be above 0 and at most 1 and the window at least 1, but were "
              + kappa
              + " and "
              + window);
    }
  }

  @Override
  public Verdict evaluate(CampaignProgress progress) {
    int pairs = progress.changes().size();
    if (pairs < window) {
      return Verdict.of(
          "stablePredictions",
          false,
          Outcome.PLATEAU,
          pairs + " of " + window + " pairs of successive models can be compared");
    }
    double mean =
        progress.changes().subList(pairs - window, pairs).stream()
            .mapToDouble(ModelChange::kappa)
            .average()
            .orElseThrow();
    return Verdict.of(
        "stablePredictions",
        mean >= kappa,
        Outcome.PLATEAU,
        String.format(
            Locale.ROOT,
            "the last %d pairs of models agree with a mean kappa of %.4f of %.4f",
            window,
            mean,
            kappa));
  }
}
