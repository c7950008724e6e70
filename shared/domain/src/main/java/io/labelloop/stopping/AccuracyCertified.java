package io.labelloop.stopping;

import io.labelloop.estimation.AccuracyBound;
import java.util.Optional;

/**
 * Ends when the newest model's accuracy is certified to reach the target. A point estimate above
 * the target never ends a campaign (docs/methods/certification.md).
 */
public record AccuracyCertified() implements StoppingCriterion {
  @Override
  public Optional<Outcome> evaluate(CampaignProgress progress) {
    return progress
        .bound()
        .filter(AccuracyBound::certified)
        .map(bound -> Outcome.ACCURACY_CERTIFIED);
  }
}
