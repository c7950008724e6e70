package io.labelloop.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrowdRewardTest {
  @ParameterizedTest
  @CsvSource({
    "0.02, 1, 0.01", // the least: one cent each
    "0.03, 1, 0.02",
    "0.12, 1, 0.10", // 0.10 and 20 % of it
    "0.14, 1, 0.11", // 0.12 would take 0.024 of fee, rounded up to 0.03
    "0.40, 9, 0.33",
    "0.14, 10, 0.10", // 40 % from ten assignments on
    "1.00, 1, 0.83"
  })
  void within_ofAnAmount_isTheLargestRewardThatLeavesItsFee(
      String available, int assignments, String reward) {
    assertThat(new CrowdReward(assignments, false).within(Money.parse(available + " USD")))
        .isEqualTo(Money.parse(reward + " USD"));
  }

  @Test
  void within_ofEveryAmountOfCents_isNeverMoreThanTheAmountAndNeverACentTooLittle() {
    for (int assignments : new int[] {1, 9, 10}) {
      for (boolean masters : new boolean[] {false, true}) {
        var crowd = new CrowdReward(assignments, masters);
        for (int cents = 2; cents <= 500; cents++) {
          Money available = Money.parse("0.01 USD").times(cents);
          Money reward = crowd.within(available);
          assertThat(reward.plus(crowd.fee(reward)).isMoreThan(available)).isFalse();
          Money more = reward.plus(Money.parse("0.01 USD"));
          assertThat(more.plus(crowd.fee(more)).isMoreThan(available)).isTrue();
        }
      }
    }
  }

  @Test
  void fee_ofMasters_isFivePercentMore() {
    assertThat(new CrowdReward(1, true).fee(Money.parse("1 USD")))
        .isEqualTo(Money.parse("0.25 USD"));
  }

  @Test
  void within_ofLessThanTwoCents_isRefused() {
    assertThatThrownBy(() -> new CrowdReward(1, false).within(Money.parse("0.019 USD")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 0.02 USD");
  }
}
