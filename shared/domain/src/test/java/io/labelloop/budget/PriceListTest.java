package io.labelloop.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PriceListTest {
  private static Money usd(String amount) {
    return Money.parse(amount + " USD");
  }

  private static AnsweredQuestion within(int asked, int accepted, long millis) {
    return new AnsweredQuestion(asked, accepted, Optional.of(Duration.ofMillis(millis)));
  }

  static List<PriceList> all() {
    return List.of(
        new PricePerAnnotation(usd("0.04")),
        new GroundTruthPrices(usd("0.08"), usd("0.036")),
        new GroundTruthPrices(usd("0.08"), usd("0")),
        new HourlyRate(usd("17.77"), Duration.ofSeconds(45)));
  }

  @Test
  void pricePerAnnotation_ofThreeAsked_isPaidForThoseThatCame() {
    var prices = new PricePerAnnotation(usd("0.04"));
    assertThat(prices.most(3)).isEqualTo(usd("0.12"));
    assertThat(prices.due(AnsweredQuestion.of(3, 2))).isEqualTo(usd("0.08"));
  }

  @Test
  void groundTruth_ofAnObject_costsItsPriceOnceAndOneForEachAnnotation() {
    var prices = new GroundTruthPrices(usd("0.08"), usd("0.036"));
    assertThat(prices.most(3)).isEqualTo(usd("0.188"));
    assertThat(prices.due(AnsweredQuestion.of(3, 1))).isEqualTo(usd("0.116"));
    assertThat(prices.due(AnsweredQuestion.of(3, 0))).isEqualTo(usd("0"));
  }

  @Test
  void hourlyRate_ofMeasuredTime_isPaidByBegunSecondsUpToTheLongestAnswer() {
    var prices = new HourlyRate(usd("18"), Duration.ofSeconds(60));
    assertThat(prices.most(2)).isEqualTo(usd("0.60"));
    assertThat(prices.due(within(2, 2, 20_001))).isEqualTo(usd("0.105"));
    assertThat(prices.due(within(2, 2, 500_000))).isEqualTo(usd("0.60"));
    assertThat(prices.due(within(2, 1, 500_000))).isEqualTo(usd("0.30"));
    // nobody measured
    assertThat(prices.due(AnsweredQuestion.of(2, 1))).isEqualTo(usd("0.30"));
  }

  @ParameterizedTest
  @MethodSource("all")
  void due_ofAnyAnswers_isNeverMoreThanWasSetAsideAndNeverFalls(PriceList prices) {
    for (int asked = 1; asked <= 12; asked++) {
      Money before = usd("0");
      for (int accepted = 0; accepted <= asked; accepted++) {
        Money due = prices.due(AnsweredQuestion.of(asked, accepted));
        assertThat(due.isMoreThan(prices.most(asked))).isFalse();
        assertThat(before.isMoreThan(due)).isFalse();
        assertThat(prices.due(within(asked, accepted, 7_300L * accepted)).isMoreThan(due))
            .isFalse();
        before = due;
      }
      assertThat(prices.due(AnsweredQuestion.of(asked, 0))).isEqualTo(usd("0"));
    }
  }

  @Test
  void answeredQuestion_ofMoreAcceptedThanAsked_isRefused() {
    assertThatThrownBy(() -> AnsweredQuestion.of(2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 were accepted of 2");
  }
}
