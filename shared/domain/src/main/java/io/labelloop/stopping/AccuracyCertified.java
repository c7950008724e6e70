package io.labelloop.stopping;

import io.labelloop.estimation.AccuracyBound;
import java.util.Locale;

/**
 * Ends when the newest model's accuracy is certified to reach the target. A point estimate above
 * the target never ends a campaign (docs/methods/certification.md).
 */
public record AccuracyCertified() implements StoppingCriterion {
  @Override
  public Verdict evaluate(CampaignProgress progress) {
    return Verdict.of(
        "accuracy",
        progress.bound().filter(AccuracyBound::certified).isPresent(),
        Outcome.ACCURACY_CERTIFIED,
        progress
            .bound()
            .map(
                bound ->
                    String.format(
                        Locale.ROOT,
                        "accuracy is certified to be at least %.4f of %.4f",
                        Math.floor(bound.lowerBound() * 10_000) / 10_000,
                        bound.target()))
            .orElse("no model was evaluated yet"));
  }
}
