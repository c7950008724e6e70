package io.labelloop.stopping;

/** Ends when the money that is left does not even pay for one more item. */
public record BudgetExhausted() implements StoppingCriterion {
  @Override
  public Verdict evaluate(CampaignProgress progress) {
    return Verdict.of(
        "budget",
        progress.moneyLeft().filter(left -> progress.priceOfOneItem().isMoreThan(left)).isPresent(),
        Outcome.BUDGET_EXHAUSTED,
        progress
            .moneyLeft()
            .map(left -> left + " left, and one item costs " + progress.priceOfOneItem())
            .orElse("there is no budget"));
  }
}
