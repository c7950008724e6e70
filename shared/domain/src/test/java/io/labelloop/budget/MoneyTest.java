package io.labelloop.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
  private static Money usd(String amount) {
    return Money.parse(amount + " USD");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "200 USD, 200 USD",
    "200.00 USD, 200 USD",
    "0.04 USD, 0.04 USD",
    "0.040 USD, 0.04 USD",
    "12.4 USD, 12.40 USD",
    "0.0125 USD, 0.0125 USD",
    "0 EUR, 0 EUR",
    "1000000 JPY, 1000000 JPY",
    "0.5 JPY, 0.5 JPY",
  })
  void toString_ofParsedMoney_isItsCanonicalForm(String text, String canonical) {
    assertThat(Money.parse(text)).hasToString(canonical).isEqualTo(Money.parse(canonical));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "200", "USD 200", "200USD", "200  USD", "-1 USD", "1,5 USD", "1e3 USD"})
  void parse_ofAnotherForm_isRefusedWithTheFormAndWhatCame(String text) {
    assertThatThrownBy(() -> Money.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("such as '0.04 USD'")
        .hasMessageContaining("but was '" + text + "'");
  }

  @Test
  void parse_ofAnUnknownCurrency_isRefused() {
    assertThatThrownBy(() -> Money.parse("1 QQQ"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ISO 4217")
        .hasMessageContaining("1 QQQ");
  }

  @Test
  void parse_ofTooManyDigits_isRefused() {
    assertThatThrownBy(() -> Money.parse("0.0000000001 USD")).hasMessageContaining("9 decimals");
    assertThatThrownBy(() -> Money.parse("1000000000000000 USD")).hasMessageContaining("10^15");
  }

  @Test
  void arithmetic_onAmountsThatFloatsCannotHold_isExact() {
    assertThat(usd("0.1").plus(usd("0.2"))).isEqualTo(usd("0.3"));
    assertThat(usd("0.04").times(1_000_000)).isEqualTo(usd("40000"));
    assertThat(usd("0.3").minus(usd("0.1"))).isEqualTo(usd("0.20"));
  }

  @Test
  void minus_ofMoreThanThereIs_isRefused() {
    assertThatThrownBy(() -> usd("1").minus(usd("1.01")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot take 1.01 USD from 1 USD");
  }

  @Test
  void constructor_ofANegativeAmount_isRefused() {
    assertThatThrownBy(() -> new Money(BigDecimal.valueOf(-1), Currency.getInstance("USD")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must not be negative");
  }

  @Test
  void operations_onTwoCurrencies_areRefused() {
    Money euro = Money.parse("1 EUR");
    assertThatThrownBy(() -> usd("1").plus(euro)).hasMessageContaining("1 USD and 1 EUR");
    assertThatThrownBy(() -> usd("1").minus(euro)).hasMessageContaining("mix currencies");
    assertThatThrownBy(() -> usd("1").compareTo(euro)).hasMessageContaining("mix currencies");
  }

  @Test
  void paysFor_aPrice_isTheWholeNumberOfThings() {
    assertThat(usd("1").paysFor(usd("0.3"))).isEqualTo(3);
    assertThat(usd("0.29").paysFor(usd("0.3"))).isZero();
    assertThat(usd("10000000").paysFor(usd("0.000001"))).isEqualTo(Integer.MAX_VALUE);
    assertThatThrownBy(() -> usd("1").paysFor(usd("0")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void compareTo_ofEqualWorth_isZero() {
    assertThat(usd("2.50")).isEqualByComparingTo(usd("2.5")).isLessThan(usd("2.51"));
  }
}
