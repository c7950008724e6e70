package io.labelloop.stopping;

import java.time.Duration;

/**
 * Ends after the first round that ends so long after the campaign's start.
 *
 * @param cap more than nothing
 */
public record MaxTime(Duration cap) implements StoppingCriterion {
  public MaxTime {
    if (cap.isZero() || cap.isNegative()) {
      throw new IllegalArgumentException("the time limit must be positive, but was " + cap);
    }
  }

  @Override
  public Verdict evaluate(CampaignProgress progress) {
    return Verdict.of(
        "time",
        progress.elapsed().compareTo(cap) >= 0,
        Outcome.TIME_LIMIT,
        hours(progress.elapsed()) + " of " + hours(cap) + " hours have passed");
  }

  private static String hours(Duration duration) {
    return java.math.BigDecimal.valueOf(duration.toMinutes())
        .divide(java.math.BigDecimal.valueOf(60), 1, java.math.RoundingMode.FLOOR)
        .toPlainString();
  }
}
