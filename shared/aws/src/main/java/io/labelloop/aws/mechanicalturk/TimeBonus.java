package io.labelloop.aws.mechanicalturk;

import io.labelloop.budget.CrowdReward;
import io.labelloop.budget.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;

/** What a worker is paid on top where the reward fell short of an hourly pay. */
final class TimeBonus {
  private static final BigDecimal SECONDS = BigDecimal.valueOf(3_600);

  private TimeBonus() {}

  /**
   * The bonus for an assignment, in whole cents.
   *
   * @param worked from acceptance to submission; a worker who steps away works no longer than the
   *     task's time limit, by the service itself
   * @param left the money that is set aside for it, its fee included
   * @return nothing where the reward sufficed or no money is left
   */
  static Optional<Money> of(
      Duration worked, Money hourlyPay, Money reward, Money left, CrowdReward rates) {
    BigDecimal earned =
        hourlyPay
            .amount()
            .multiply(BigDecimal.valueOf(Math.max(0, worked.toSeconds())))
            .divide(SECONDS, 2, RoundingMode.FLOOR);
    BigDecimal owed = earned.subtract(reward.amount());
    if (owed.compareTo(new BigDecimal("0.01")) < 0 || CrowdReward.LEAST_COST.isMoreThan(left)) {
      return Optional.empty();
    }
    return Optional.of(new Money(owed.min(rates.within(left).amount()), reward.currency()));
  }
}
