package io.labelloop.campaign;

import io.labelloop.budget.Money;
import io.labelloop.estimation.CertificationSize;
import io.labelloop.estimation.CertificationTest;
import io.labelloop.estimation.ErrorSpending;
import java.util.Optional;

/** How a campaign's accuracy is certified, and with how many items. */
public final class CertificationStream {
  /** The largest certification stream. */
  public static final int MOST_ITEMS = 10_000;

  /** The largest part of the budget that certification may take. */
  private static final int BUDGET_PARTS = 2;

  private CertificationStream() {}

  /** The test of the accuracy target, or nothing where the file has none. */
  public static Optional<CertificationTest> test(CampaignSpec spec) {
    ErrorSpending spending =
        spec.stop().maxRounds().isPresent()
            ? ErrorSpending.evenly(spec.stop().maxRounds().getAsInt())
            : ErrorSpending.openEnded();
    return spec.stop()
        .accuracy()
        .map(target -> new CertificationTest(target.target(), target.confidence(), spending));
  }

  /**
   * How many certification items are drawn of a pool: what the file says, or as many as a model
   * halfway between the target and 1 is certified with nine times in ten, but at most half the pool
   * and half the budget. None without a target.
   */
  public static int size(CampaignSpec spec, long items) {
    long most = Math.min(MOST_ITEMS, items / 2);
    Optional<CertificationTest> test = test(spec);
    if (spec.certification().size().isPresent()) {
      return (int) Math.min(most, spec.certification().size().getAsInt());
    }
    if (test.isEmpty()) {
      return 0;
    }
    Money perItem = priceOfItem(spec);
    int payable =
        spec.stop()
            .budget()
            .filter(budget -> !perItem.isZero())
            .map(budget -> budget.paysFor(perItem) / BUDGET_PARTS)
            .orElse(Integer.MAX_VALUE);
    return (int)
        Math.min(
            Math.min(most, payable), CertificationSize.DEFAULT.plan(test.get(), items).labels());
  }

  /**
   * The most that the annotations of one certification item cost, without an audit of its label.
   */
  static Money priceOfItem(CampaignSpec spec) {
    return spec.workforce().prices().most(spec.certification().annotationsPerItem());
  }

  /** The budget with which the rule of {@link #size} draws so many items. */
  static Money budgetFor(CampaignSpec spec, int items) {
    return priceOfItem(spec).times(items).times(BUDGET_PARTS);
  }
}
