package io.labelloop.budget;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Currency;

/**
 * Annotators who are paid for their time.
 *
 * <p>Time counts in whole seconds, begun ones too, at a 3,600th of the rate, which is rounded up to
 * {@value Money#MAX_DECIMALS} decimals. An answer is paid for at most {@code longestAnswer}, since
 * that much is set aside for it, and for all of that where nobody measured.
 *
 * @param perHour the rate
 * @param longestAnswer more than 0, in whole seconds
 */
public record HourlyRate(Money perHour, Duration longestAnswer) implements PriceList {
  private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

  public HourlyRate {
    if (longestAnswer.compareTo(Duration.ofSeconds(1)) < 0
        || longestAnswer.compareTo(Duration.ofHours(24)) > 0
        || !longestAnswer.equals(Duration.ofSeconds(longestAnswer.toSeconds()))) {
      throw new IllegalArgumentException(
          "longestAnswer must be whole seconds, from 1 to 86,400, but was " + longestAnswer);
    }
  }

  @Override
  public Currency currency() {
    return perHour.currency();
  }

  @Override
  public Money most(int annotations) {
    return perSecond().times(annotations).times((int) longestAnswer.toSeconds());
  }

  @Override
  public Money due(AnsweredQuestion answered) {
    Money most = most(1).times(answered.accepted());
    return answered
        .timeSpent()
        .map(time -> perSecond().times((int) Math.min(begunSeconds(time), Integer.MAX_VALUE)))
        .filter(due -> !due.isMoreThan(most))
        .orElse(most);
  }

  private Money perSecond() {
    return new Money(
        perHour.amount().divide(SECONDS_PER_HOUR, Money.MAX_DECIMALS, RoundingMode.CEILING),
        currency());
  }

  private static long begunSeconds(Duration time) {
    return time.plusNanos(999_999_999).toSeconds();
  }
}
