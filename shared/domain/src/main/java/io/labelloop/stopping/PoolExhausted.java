package io.labelloop.stopping;

import java.util.Optional;

/** Ends when no item is left to ask about. */
public record PoolExhausted() implements StoppingCriterion {
  @Override
  public Optional<Outcome> evaluate(CampaignProgress progress) {
    return progress.queryableItems() == 0 ? Optional.of(Outcome.POOL_EXHAUSTED) : Optional.empty();
  }
}
