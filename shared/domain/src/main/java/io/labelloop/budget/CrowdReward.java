package io.labelloop.budget;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * What Mechanical Turk takes from the money for one assignment, and what is left for the worker.
 *
 * <p>The fee is 20 % of the reward, 40 % where a HIT has ten assignments or more, 5 % more for
 * Masters, and at least one cent an assignment. Rewards are whole cents. The same fee is taken from
 * a bonus.
 *
 * @param assignmentsPerHit at least 1
 */
public record CrowdReward(int assignmentsPerHit, boolean masters) {
  /** From this number of assignments of one HIT on, the fee doubles. */
  public static final int DOUBLE_FEE_FROM = 10;

  /** The only currency of Mechanical Turk. */
  public static final Currency CURRENCY = Currency.getInstance("USD");

  /** The least that an assignment costs: a cent for the worker and a cent of fee. */
  public static final Money LEAST_COST = Money.parse("0.02 USD");

  private static final BigDecimal CENT = new BigDecimal("0.01");
  private static final BigDecimal FEE = new BigDecimal("0.20");
  private static final BigDecimal DOUBLE_FEE = new BigDecimal("0.40");
  private static final BigDecimal MASTERS_FEE = new BigDecimal("0.05");

  public CrowdReward {
    if (assignmentsPerHit < 1) {
      throw new IllegalArgumentException(
          "a HIT has at least one assignment, but had " + assignmentsPerHit);
    }
  }

  /** The fee for paying a worker an amount, rounded up to whole cents. */
  public Money fee(Money paid) {
    BigDecimal fee = paid.amount().multiply(rate()).setScale(2, RoundingMode.CEILING);
    return new Money(fee.max(CENT), paid.currency());
  }

  /**
   * The largest reward that an amount pays for, together with its fee.
   *
   * @param available at least {@link #LEAST_COST}
   */
  public Money within(Money available) {
    if (LEAST_COST.isMoreThan(available)) {
      throw new IllegalArgumentException(
          "an assignment costs at least " + LEAST_COST + ", but there was " + available);
    }
    BigDecimal reward =
        available
            .amount()
            .divide(BigDecimal.ONE.add(rate()), 2, RoundingMode.FLOOR)
            .min(available.amount().subtract(CENT).setScale(2, RoundingMode.FLOOR))
            .max(CENT);
    var cents = new Money(reward, available.currency());
    // the fee is rounded up, so one cent less may be needed
    return cents.plus(fee(cents)).isMoreThan(available)
        ? new Money(reward.subtract(CENT), available.currency())
        : cents;
  }

  private BigDecimal rate() {
    BigDecimal rate = assignmentsPerHit >= DOUBLE_FEE_FROM ? DOUBLE_FEE : FEE;
    return masters ? rate.add(MASTERS_FEE) : rate;
  }
}
