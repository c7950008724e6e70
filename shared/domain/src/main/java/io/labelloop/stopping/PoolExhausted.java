package io.labelloop.stopping;

/** Ends when no item is left to ask about. */
public record PoolExhausted() implements StoppingCriterion {
  @Override
  public Verdict evaluate(CampaignProgress progress) {
    return Verdict.of(
        "pool",
        progress.queryableItems() == 0,
        Outcome.POOL_EXHAUSTED,
        progress.queryableItems() + " items are left to ask about");
  }
}
