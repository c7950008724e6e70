package io.labelloop.budget;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Currency;

/**
 * List prices of the AWS services that a campaign runs on: US East (N. Virginia), Lambda on arm64,
 * S3 Standard, without free tiers and discounts.
 *
 * <p>From {@code aws.amazon.com/lambda/pricing}, {@code aws.amazon.com/step-functions/pricing}
 * (Standard workflows) and {@code aws.amazon.com/s3/pricing}, as of {@link #AS_OF}
 * (docs/methods/running-cost.md).
 */
public final class AwsPrices {
  /** When the prices were looked up. */
  public static final LocalDate AS_OF = LocalDate.of(2026, 11, 25);

  /** Where they hold. */
  public static final String REGION = "us-east-1";

  private static final Currency USD = Currency.getInstance("USD");
  private static final BigDecimal GIGABYTE_SECOND = new BigDecimal("0.0000133334");
  private static final BigDecimal INVOCATION = new BigDecimal("0.0000002");
  private static final BigDecimal TRANSITION = new BigDecimal("0.000025");
  private static final BigDecimal WRITE = new BigDecimal("0.000005");
  private static final BigDecimal READ = new BigDecimal("0.0000004");
  private static final int DECIMALS = 6;

  private AwsPrices() {}

  /** What work costs, each service rounded up to a millionth of a dollar. */
  public static RunningCost costOf(CloudWork work) {
    return new RunningCost(
        usd(
            times(INVOCATION, work.invocations())
                .add(GIGABYTE_SECOND.multiply(BigDecimal.valueOf(work.gigabyteSeconds())))),
        usd(times(TRANSITION, work.transitions())),
        usd(times(WRITE, work.writes()).add(times(READ, work.reads()))));
  }

  private static BigDecimal times(BigDecimal price, long count) {
    return price.multiply(BigDecimal.valueOf(count));
  }

  private static Money usd(BigDecimal amount) {
    return new Money(amount.setScale(DECIMALS, RoundingMode.UP), USD);
  }
}
