package io.labelloop.campaign;

import io.labelloop.budget.Money;
import io.labelloop.estimation.BoundMethod;
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
        .map(
            target ->
                new CertificationTest(
                    target.target(),
                    target.confidence(),
                    spending,
                    spec.pool().growing()
                        ? BoundMethod.TRUNCATED_BETA_MIXTURE
                        : BoundMethod.CLOPPER_PEARSON));
  }

  /** The most certification items that a pool gives at the start. */
  static long most(long items) {
    return Math.min(MOST_ITEMS, items / 2);
  }

  /**
   * How many certification items are drawn of a pool: what the file says, or as many as a model
   * halfway between the target and 1 is certified with nine times in ten, but at most half the pool
   * and half the budget. None without a target.
   */
  public static int size(CampaignSpec spec, long items) {
    long most = most(items);
    Optional<CertificationTest> test = test(spec);
    if (spec.certification().size().isPresent()) {
      return (int) Math.min(most, spec.certification().size().getAsInt());
    }
    if (test.isEmpty()) {
      return 0;
    }
    int wanted = (int) Math.min(most, CertificationSize.DEFAULT.plan(test.get(), items).labels());
    return spec.stop().budget().map(budget -> payable(spec, budget, wanted)).orElse(wanted);
  }

  /** The largest number up to one for whose labels a part of the budget pays. */
  private static int payable(CampaignSpec spec, Money budget, int wanted) {
    int payable = 0;
    int tooMany = wanted + 1;
    while (tooMany - payable > 1) {
      int middle = (payable + tooMany) >>> 1;
      if (budgetFor(spec, middle).isMoreThan(budget)) {
        tooMany = middle;
      } else {
        payable = middle;
      }
    }
    return payable;
  }

  /**
   * How many items the stream of a growing pool has, labeled or not: the same share of the pool as
   * at the start, rounded up. So every part of the pool has its share to within one item.
   *
   * @param first items of the stream at the start
   * @param firstItems items of the pool at the start
   * @param items of the pool now
   */
  public static int grown(int first, long firstItems, long items) {
    return Math.toIntExact(Math.ceilDiv(Math.multiplyExact((long) first, items), firstItems));
  }

  /** How many of so many certification items a second panel labels too. */
  public static int audited(CampaignSpec spec, int items) {
    return (int)
        Math.ceil(
            spec.certification().audit().map(CertificationSpec.Audit::share).orElse(0.0) * items);
  }

  /** The most that the annotations of so many certification items cost, with a second panel's. */
  static Money cost(CampaignSpec spec, int items) {
    int audited = audited(spec, items);
    int asked = spec.certification().annotationsPerItem();
    int again =
        spec.certification().audit().map(CertificationSpec.Audit::annotationsPerItem).orElse(0);
    return spec.workforce()
        .prices()
        .most(asked)
        .times(items - audited)
        .plus(spec.workforce().prices().most(asked + again).times(audited));
  }

  /** The budget with which the rule of {@link #size} draws so many items. */
  static Money budgetFor(CampaignSpec spec, int items) {
    return cost(spec, items).times(BUDGET_PARTS);
  }
}
