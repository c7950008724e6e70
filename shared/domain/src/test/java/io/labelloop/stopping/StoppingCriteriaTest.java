package io.labelloop.stopping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.labelloop.budget.Money;
import io.labelloop.estimation.AccuracyBound;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoppingCriteriaTest {
  private static final Money PRICE = Money.parse("0.12 USD");

  private static CampaignProgress progress(int rounds, String left, long queryable) {
    return new CampaignProgress(
        rounds,
        100,
        Duration.ofHours(5),
        Optional.empty(),
        Optional.of(Money.parse(left)),
        PRICE,
        queryable,
        List.of(),
        OptionalDouble.empty(),
        Optional.empty());
  }

  private static CampaignProgress certifiedUpTo(double lowerBound) {
    return new CampaignProgress(
        3,
        100,
        Duration.ofHours(5),
        Optional.of(new AccuracyBound(3, 100, 99, lowerBound, 0.95, 0.92)),
        Optional.empty(),
        PRICE,
        10,
        List.of(),
        OptionalDouble.empty(),
        Optional.empty());
  }

  private static CampaignProgress kappas(double... kappas) {
    return looksAt(
        DoubleStream.of(kappas).mapToObj(kappa -> new ModelChange(kappa, 1 - kappa)).toList(),
        OptionalDouble.empty(),
        Optional.empty());
  }

  private static CampaignProgress looksAt(
      List<ModelChange> changes, OptionalDouble uncertainty, Optional<NextBatch> next) {
    return new CampaignProgress(
        5,
        100,
        Duration.ofHours(5),
        Optional.empty(),
        Optional.empty(),
        PRICE,
        10,
        changes,
        uncertainty,
        next);
  }

  private static Optional<Outcome> ask(StoppingCriterion rule, CampaignProgress progress) {
    return rule.evaluate(progress).outcome();
  }

  @Test
  void accuracyCertified_endsAtTheTargetAndNotBelow() {
    AccuracyCertified rule = new AccuracyCertified();
    assertThat(ask(rule, certifiedUpTo(0.92))).contains(Outcome.ACCURACY_CERTIFIED);
    // 99 of 100 were right, yet only the bound counts
    assertThat(ask(rule, certifiedUpTo(0.91999))).isEmpty();
    assertThat(rule.evaluate(certifiedUpTo(0.91999)).says())
        .as("never rounded up")
        .isEqualTo("accuracy is certified to be at least 0.9199 of 0.9200");
    assertThat(ask(rule, progress(1, "1 USD", 1))).isEmpty();
  }

  @Test
  void budgetExhausted_endsWhereNoItemCanBePaid() {
    BudgetExhausted rule = new BudgetExhausted();
    assertThat(ask(rule, progress(1, "0.11 USD", 1))).contains(Outcome.BUDGET_EXHAUSTED);
    assertThat(ask(rule, progress(1, "0.12 USD", 1))).isEmpty();
    assertThat(ask(rule, certifiedUpTo(0.5))).as("no limit").isEmpty();
  }

  @Test
  void maxRounds_endsAtTheCap() {
    assertThat(ask(new MaxRounds(3), progress(2, "1 USD", 1))).isEmpty();
    assertThat(ask(new MaxRounds(3), progress(3, "1 USD", 1))).contains(Outcome.MAX_ROUNDS);
    assertThatThrownBy(() -> new MaxRounds(0)).hasMessageContaining("at least 1, but was 0");
  }

  @Test
  void maxLabels_endsAtTheCap() {
    assertThat(ask(new MaxLabels(101), progress(2, "1 USD", 1))).isEmpty();
    assertThat(ask(new MaxLabels(100), progress(2, "1 USD", 1))).contains(Outcome.LABEL_LIMIT);
    assertThatThrownBy(() -> new MaxLabels(0)).hasMessageContaining("at least 1, but was 0");
  }

  @Test
  void maxTime_endsAtTheCap() {
    assertThat(ask(new MaxTime(Duration.ofMinutes(301)), progress(2, "1 USD", 1))).isEmpty();
    Verdict verdict = new MaxTime(Duration.ofHours(5)).evaluate(progress(2, "1 USD", 1));
    assertThat(verdict.outcome()).contains(Outcome.TIME_LIMIT);
    assertThat(verdict.says()).isEqualTo("5.0 of 5.0 hours have passed");
    assertThatThrownBy(() -> new MaxTime(Duration.ZERO)).hasMessageContaining("but was PT0S");
  }

  @Test
  void poolExhausted_endsWithoutItems() {
    assertThat(ask(new PoolExhausted(), progress(1, "1 USD", 1))).isEmpty();
    assertThat(ask(new PoolExhausted(), progress(1, "1 USD", 0))).contains(Outcome.POOL_EXHAUSTED);
  }

  @Test
  void stablePredictions_looksAtTheMeanOfTheNewestPairsOnly() {
    StablePredictions rule = new StablePredictions(0.99, 3);
    assertThat(ask(rule, kappas(1, 1))).as("too few models").isEmpty();
    // (.981 + .99 + 1) / 3 = .9903
    assertThat(ask(rule, kappas(0.2, 0.981, 0.99, 1))).contains(Outcome.PLATEAU);
    assertThat(ask(rule, kappas(1, 1, 0.98, 0.98, 1))).isEmpty();
    assertThatThrownBy(() -> new StablePredictions(0, 3)).hasMessageContaining("were 0.0 and 3");
  }

  @Test
  void classificationChange_looksAtTheNewestPair() {
    ClassificationChange rule = new ClassificationChange(0.25);
    assertThat(ask(rule, kappas())).isEmpty();
    assertThat(ask(rule, kappas(0.2, 0.75))).contains(Outcome.PLATEAU);
    assertThat(ask(rule, kappas(1, 0.7))).isEmpty();
    assertThatThrownBy(() -> new ClassificationChange(1)).hasMessageContaining("but was 1.0");
  }

  @Test
  void modelChange_ofHandComputedPredictions_countsAndCorrectsForChance() {
    // 3 of 4 equal; p_e = (2/4)(3/4) + (2/4)(1/4) = 1/2; kappa = (3/4 - 1/2) / (1/2) = 1/2
    ModelChange change = ModelChange.between(new int[] {0, 0, 1, 1}, new int[] {0, 0, 0, 1}, 2);
    assertThat(change.changed()).isEqualTo(0.25);
    assertThat(change.kappa()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void overallUncertainty_endsBelowTheBar() {
    OverallUncertainty rule = new OverallUncertainty(0.05);
    assertThat(ask(rule, looksAt(List.of(), OptionalDouble.of(0.0499), Optional.empty())))
        .contains(Outcome.PLATEAU);
    assertThat(ask(rule, looksAt(List.of(), OptionalDouble.of(0.05), Optional.empty()))).isEmpty();
    assertThat(ask(rule, kappas())).isEmpty();
    // hand-computed: even is 1, certain is 0, (1/2, 1/4, 1/4) has 1.5 of log2(3) bits
    assertThat(OverallUncertainty.normalisedEntropy(new double[] {0.25, 0.25, 0.25, 0.25}))
        .isCloseTo(1, within(1e-12));
    assertThat(OverallUncertainty.normalisedEntropy(new double[] {1, 0})).isZero();
    assertThat(OverallUncertainty.normalisedEntropy(new double[] {0.5, 0.25, 0.25}))
        .isCloseTo(1.5 / (Math.log(3) / Math.log(2)), within(1e-12));
    assertThatThrownBy(() -> new OverallUncertainty(0)).hasMessageContaining("but was 0.0");
  }

  @Test
  void marginalValue_endsWhereTheNextBatchCostsMoreThanItsGainIsWorth() {
    MarginalValue rule = new MarginalValue(Money.parse("10 USD"));
    // half a point is worth 5 USD
    assertThat(ask(rule, nextBatch("5.01 USD", 0.005))).contains(Outcome.GAIN_BELOW_COST);
    assertThat(ask(rule, nextBatch("4.99 USD", 0.005))).isEmpty();
    assertThat(ask(rule, kappas(1, 1, 1))).as("no curve yet").isEmpty();
  }

  private static CampaignProgress nextBatch(String price, double gain) {
    return looksAt(
        List.of(),
        OptionalDouble.empty(),
        Optional.of(new NextBatch(50, Money.parse(price), gain)));
  }

  @Test
  void anyOf_endsWithTheFirstThatApplies() {
    AnyOf rule = new AnyOf(List.of(new BudgetExhausted(), new MaxRounds(3), new PoolExhausted()));
    assertThat(ask(rule, progress(3, "1 USD", 0))).contains(Outcome.MAX_ROUNDS);
    assertThat(ask(rule, progress(2, "1 USD", 1))).isEmpty();
    assertThat(ask(new AnyOf(List.of()), progress(2, "1 USD", 0))).isEmpty();
  }

  @Test
  void allOf_endsOnlyWhereAllApplyAndSaysWhatEachSaid() {
    AllOf rule = new AllOf(List.of(new MaxLabels(100), new AnyOf(List.of(new MaxRounds(3)))));
    assertThat(ask(rule, progress(2, "1 USD", 1))).isEmpty();
    assertThat(ask(rule, progress(3, "1 USD", 1))).contains(Outcome.LABEL_LIMIT);
    assertThat(rule.evaluate(progress(2, "1 USD", 1)).single())
        .extracting(verdict -> verdict.rule() + " " + verdict.fires() + ": " + verdict.says())
        .containsExactly(
            "labels true: 100 of 100 items have a label",
            "maxRounds false: 2 of 3 rounds are done");
    assertThatThrownBy(() -> new AllOf(List.of())).hasMessageContaining("all of no criteria");
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
            "label-limit",
            "time-limit",
            "gain-below-cost",
            "pool-exhausted",
            "plateau",
            "stopped",
            "failed",
            "running");
    assertThatThrownBy(() -> Outcome.named("done")).hasMessageContaining("but was 'done'");
  }
}
