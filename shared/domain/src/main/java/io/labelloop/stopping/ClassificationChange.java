package io.labelloop.stopping;

import java.util.Locale;

/**
 * Ends when the newest model predicts another class than the one before for at most a share of the
 * stop set. Says nothing certified about accuracy.
 *
 * <p>Zhu, Wang, Hovy: Multi-criteria-based strategy to stop active learning for data annotation.
 * COLING 2008.
 *
 * @param share in {@code [0, 1)}; the paper's value is 0
 */
public record ClassificationChange(double share) implements StoppingCriterion {
  public ClassificationChange {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException("a share is in [0, 1), but was " + share);
    }
  }

  @Override
  public Verdict evaluate(CampaignProgress progress) {
    if (progress.changes().isEmpty()) {
      return Verdict.of(
          "classificationChange", false, Outcome.PLATEAU, "there are no two models to compare yet");
    }
    double changed = progress.changes().getLast().changed();
    return Verdict.of(
        "classificationChange",
        changed <= share,
        Outcome.PLATEAU,
        String.format(
            Locale.ROOT,
            "a share of %.4f of the predictions changed, and at most %.4f may",
            changed,
            share));
  }
}
