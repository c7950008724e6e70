package io.labelloop.stopping;

/** A rule that ends a campaign. */
public interface StoppingCriterion {
  /** What the rule says after a round: whether to end, with what outcome, and why. */
  Verdict evaluate(CampaignProgress progress);
}
