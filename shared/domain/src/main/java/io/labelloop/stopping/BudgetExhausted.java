package io.labelloop.stopping;

import java.util.Optional;

/** Ends when the money that is left does not even pay for one more item. */
public record BudgetExhausted() implements StoppingCriterion {
  @Override
  public Optional<Outcome> evaluate(CampaignProgress progress) {
    return progress
        .moneyLeft()
        .filter(left -> progress.priceOfOneItem().isMoreThan(left))
        .map(left -> Outcome.BUDGET_EXHAUSTED);
  }
}
