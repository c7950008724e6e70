package io.labelloop.stopping;

import java.util.Optional;

/** A rule that ends a campaign. */
public interface StoppingCriterion {
  /** The outcome to end with, or nothing if this rule sees no reason to end. */
  Optional<Outcome> evaluate(CampaignProgress progress);
}
