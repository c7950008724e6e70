package io.labelloop.stopping;

import io.labelloop.budget.Money;
import java.math.BigDecimal;
import java.util.Locale;

/**
 * Ends when one more batch costs more than it is expected to be worth: the accuracy that a fitted
 * learning curve ({@link io.labelloop.estimation.InversePowerLaw}) expects it to add, times what a
 * percentage point of accuracy is worth to the campaign's owner.
 *
 * <p>Fires only once the curve can be fitted. The comparison of expected gain and cost follows
 * Tomanek, Hahn: Approximating learning curves for active-learning-driven annotation. LREC 2008.
 *
 * @param perPoint the worth of one percentage point
 */
public record MarginalValue(Money perPoint) implements StoppingCriterion {
  private static final int POINTS = 100;

  @Override
  public Verdict evaluate(CampaignProgress progress) {
    if (progress.nextBatch().isEmpty()) {
      return Verdict.of(
          "marginalValue",
          false,
          Outcome.GAIN_BELOW_COST,
          "there are too few evaluated rounds for a learning curve");
    }
    NextBatch next = progress.nextBatch().get();
    BigDecimal worth = perPoint.amount().multiply(BigDecimal.valueOf(next.gain() * POINTS));
    return Verdict.of(
        "marginalValue",
        worth.compareTo(next.price().amount()) < 0,
        Outcome.GAIN_BELOW_COST,
        String.format(
            Locale.ROOT,
            "one more batch would add about %.3f points of accuracy, worth %.2f %s, and cost %s",
            next.gain() * POINTS,
            worth,
            perPoint.currency().getCurrencyCode(),
            next.price()));
  }
}
