package io.labelloop.budget;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of money, decimal and never negative, with its currency.
 *
 * <p>Amounts that are worth the same are equal: {@code 0.040 USD} is {@code 0.04 USD}. Fractions of
 * a currency's minor unit are kept, since prices per annotation need them; nothing is ever rounded.
 *
 * @param amount at least 0, with at most {@value #MAX_DECIMALS} decimals
 */
public record Money(BigDecimal amount, Currency currency) implements Comparable<Money> {
  /** The most decimals that an amount may have. */
  public static final int MAX_DECIMALS = 9;

  private static final int MAX_INTEGER_DIGITS = 15;
  private static final Pattern FORM = Pattern.compile("([0-9]+(?:\\.[0-9]+)?) ([A-Z]{3})");

  public Money {
    if (amount.signum() < 0) {
      throw new IllegalArgumentException(
          "money must not be negative, but was " + amount.toPlainString() + " " + currency);
    }
    amount = canonical(amount, currency);
    if (amount.scale() > MAX_DECIMALS) {
      throw new IllegalArgumentException(
          "money has at most " + MAX_DECIMALS + " decimals, but was " + amount.toPlainString());
    }
    if (amount.precision() - amount.scale() > MAX_INTEGER_DIGITS) {
      throw new IllegalArgumentException(
          "money must be below 10^" + MAX_INTEGER_DIGITS + ", but was " + amount.toPlainString());
    }
  }

  /** Nothing, in a currency. */
  public static Money zero(Currency currency) {
    return new Money(BigDecimal.ZERO, currency);
  }

  /**
   * Reads an amount and an ISO 4217 code with one space between, such as {@code 0.04 USD}.
   *
   * @throws IllegalArgumentException saying what is accepted and what came
   */
  public static Money parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "money must be a decimal amount, a space and a currency code, such as '0.04 USD', but was '"
              + text
              + "'");
    }
    return new Money(new BigDecimal(form.group(1)), currency(form.group(2), text));
  }

  public Money plus(Money other) {
    refuseOtherCurrency(other);
    return new Money(amount.add(other.amount), currency);
  }

  /**
   * @throws IllegalArgumentException if {@code other} is more than this
   */
  public Money minus(Money other) {
    refuseOtherCurrency(other);
    if (amount.compareTo(other.amount) < 0) {
      throw new IllegalArgumentException("cannot take " + other + " from " + this);
    }
    return new Money(amount.subtract(other.amount), currency);
  }

  /**
   * @param count at least 0
   */
  public Money times(int count) {
    return new Money(amount.multiply(BigDecimal.valueOf(count)), currency);
  }

  public boolean isZero() {
    return amount.signum() == 0;
  }

  public boolean isMoreThan(Money other) {
    return compareTo(other) > 0;
  }

  /**
   * How many things of a price this pays for.
   *
   * @param price more than 0
   * @return the whole number of them, at most {@link Integer#MAX_VALUE}
   */
  public int paysFor(Money price) {
    refuseOtherCurrency(price);
    if (price.isZero()) {
      throw new IllegalArgumentException("a price of nothing is paid any number of times");
    }
    BigDecimal count = amount.divideToIntegralValue(price.amount);
    return count.min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValue();
  }

  /**
   * @throws IllegalArgumentException if the currencies differ
   */
  @Override
  public int compareTo(Money other) {
    refuseOtherCurrency(other);
    return amount.compareTo(other.amount);
  }

  /** The form that {@link #parse} reads: {@code 200 USD}, {@code 12.40 USD}, {@code 0.004 USD}. */
  @Override
  public String toString() {
    return amount.toPlainString() + " " + currency.getCurrencyCode();
  }

  // whole amounts without decimals, others with at least those of the currency; one form per value
  // makes equal what is worth the same
  private static BigDecimal canonical(BigDecimal amount, Currency currency) {
    BigDecimal stripped = amount.stripTrailingZeros();
    if (stripped.scale() <= 0) {
      return stripped.setScale(0);
    }
    return stripped.setScale(Math.max(stripped.scale(), currency.getDefaultFractionDigits()));
  }

  private static Currency currency(String code, String text) {
    try {
      return Currency.getInstance(code);
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException(
          "money needs an ISO 4217 currency code, such as USD, but was '" + text + "'", unknown);
    }
  }

  private void refuseOtherCurrency(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException("cannot mix currencies: " + this + " and " + other);
    }
  }
}
