package io.labelloop.stopping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labelloop.budget.Money;
import io.labelloop.estimation.AccuracyBound;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoppingCriteriaTest {
  private static final Money PRICE = Money.parse("0.12 USD");

  private static CampaignProgress progress(int rounds, String left, long queryable) {
    return new CampaignProgress(
        rounds, Optional.empty(), Optional.of(Money.parse(left)), PRICE, queryable);
  }

  private static CampaignProgress certifiedUpTo(double lowerBound) {
    return new CampaignProgress(
        3,
        Optional.of(new AccuracyBound(3, 100, 99, lowerBound, 0.95, 0.92)),
        Optional.empty(),
        PRICE,
        10);
  }

  @Test
  void accuracyCertified_endsAtTheTargetAndNotBelow() {
    AccuracyCertified rule = new AccuracyCertified();
    assertThat(rule.evaluate(certifiedUpTo(0.92))).contains(Outcome.ACCURACY_CERTIFIED);
    // 99 of 100 were right, yet only the bound counts
    assertThat(rule.evaluate(certifiedUpTo(0.9199))).isEmpty();
    assertThat(rule.evaluate(progress(1, "1 USD", 1))).isEmpty();
  }

  @Test
  void budgetExhausted_endsWhereNoItemCanBePaid() {
    BudgetExhausted rule = new BudgetExhausted();
    assertThat(rule.evaluate(progress(1, "0.11 USD", 1))).contains(Outcome.BUDGET_EXHAUSTED);
    assertThat(rule.evaluate(progress(1, "0.12 USD", 1))).isEmpty();
    assertThat(rule.evaluate(certifiedUpTo(0.5))).as("no limit").isEmpty();
  }

  @Test
  void maxRounds_endsAtTheCap() {
    assertThat(new MaxRounds(3).evaluate(progress(2, "1 USD", 1))).isEmpty();
    assertThat(new MaxRounds(3).evaluate(progress(3, "1 USD", 1))).contains(Outcome.MAX_ROUNDS);
    assertThatThrownBy(() -> new MaxRounds(0)).hasMessageContaining("at least 1, but was 0");
  }

  @Test
  void poolExhausted_endsWithoutItems() {
    assertThat(new PoolExhausted().evaluate(progress(1, "1 USD", 1))).isEmpty();
    assertThat(new PoolExhausted().evaluate(progress(1, "1 USD", 0)))
        .contains(Outcome.POOL_EXHAUSTED);
  }

  @Test
  void anyOf_endsWithTheFirstThatApplies() {
    AnyOf rule = new AnyOf(List.of(new BudgetExhausted(), new MaxRounds(3), new PoolExhausted()));
    assertThat(rule.evaluate(progress(3, "1 USD", 0))).contains(Outcome.MAX_ROUNDS);
    assertThat(rule.evaluate(progress(2, "1 USD", 1))).isEmpty();
    assertThat(new AnyOf(List.of()).evaluate(progress(2, "1 USD", 0))).isEmpty();
  }

  @Test
  void progress_withNegativeCounts_isRefused() {
    assertThatThrownBy(() -> progress(-1, "1 USD", 0)).hasMessageContaining("at least 0");
  }

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void named_ofALabel_isItsOutcome(Outcome outcome) {
    assertThat(Outcome.named(outcome.label())).isEqualTo(outcome);
  }

  @Test
  void labels_areTheNamesOfTheReports() {
    assertThat(Outcome.values())
        .extracting(Outcome::label)
        .containsExactly(
            "accuracy-certified",
            "budget-exhausted",
            "max-rounds",
            "pool-exhausted",
            "plateau",
            "stopped",
            "failed",
            "running");
    assertThatThrownBy(() -> Outcome.named("done")).hasMessageContaining("but was 'done'");
  }
}
