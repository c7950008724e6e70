package io.labelloop.consolidation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.labelloop.annotation.Annotation;
import io.labelloop.annotation.AnnotationTable;
import io.labelloop.annotation.AnnotatorId;
import io.labelloop.pool.ItemId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsolidationMethodsTest {
  private static Annotation answer(String item, String annotator, int label) {
    return new Annotation(new ItemId(item), new AnnotatorId(annotator), label, Instant.EPOCH);
  }

  static Stream<ConsolidationMethod> methods() {
    return ConsolidationMethods.names().stream().map(ConsolidationMethods::named);
  }

  @Test
  void majorityVote_ofThreeAnswers_isTheirShares() {
    AnnotationTable table =
        AnnotationTable.of(
            List.of(
                answer("a", "x", 1), answer("a", "y", 1), answer("a", "z", 0), answer("b", "x", 2)),
            3);
    Consolidation votes = new MajorityVote().consolidate(table);
    ConsolidatedLabel first = votes.labels().getFirst();
    assertThat(first.label()).isEqualTo(1);
    assertThat(first.confidence()).isEqualTo(2.0 / 3, within(1e-12));
    assertThat(first.posterior())
        .containsExactly(new double[] {1.0 / 3, 2.0 / 3, 0}, within(1e-12));
    assertThat(first.annotations()).isEqualTo(3);
    assertThat(votes.labels().get(1).confidence()).isEqualTo(1);
    // x agrees by 2/3 on a and by 1 on b
    AnnotatorQuality x = votes.annotators().getFirst();
    assertThat(x.annotations()).isEqualTo(2);
    assertThat(x.skill()).isCloseTo(5.0 / 6, within(1e-12));
    assertThat(votes.convergence()).isEqualTo(new Convergence(1, true));
  }

  @Test
  void majorityVote_ofTies_favoursNoClass() {
    List<Annotation> answers = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      answers.add(answer("item-" + i, "x", 0));
      answers.add(answer("item-" + i, "y", 1));
    }
    Consolidation votes = new MajorityVote().consolidate(AnnotationTable.of(answers, 3));
    long zeros = votes.labels().stream().filter(label -> label.label() == 0).count();
    // Bin(1000, 1/2) lies in 500 +- 63 but for one time in 16,000
    assertThat(zeros).isBetween(437L, 563L);
    assertThat(votes.labels()).allMatch(label -> label.label() < 2 && label.confidence() == 0.5);
    assertThat(votes.accuracy(Map.of(new ItemId("item-7"), 1))).hasValue(0.5);
    assertThat(votes.accuracy(Map.of(new ItemId("item-7"), 2))).hasValue(0);
    assertThat(votes.accuracy(Map.of())).isEmpty();
  }

  @Test
  void wawa_ofAnAnnotatorWhoNeverAgrees_ignoresIt() {
    // on a to c, x and y agree against z; on d, x stands against z alone
    AnnotationTable table =
        AnnotationTable.of(
            List.of(
                answer("a", "x", 0),
                answer("a", "y", 0),
                answer("a", "z", 1),
                answer("b", "x", 0),
                answer("b", "y", 0),
                answer("b", "z", 1),
                answer("c", "x", 1),
                answer("c", "y", 1),
                answer("c", "z", 0),
                answer("d", "x", 0),
                answer("d", "z", 1)),
            2);
    Consolidation wawa = new Wawa().consolidate(table);
    // weights: x 4/4, y 3/3, z 0/4; d ties, and its first class counts
    assertThat(wawa.annotators())
        .extracting(AnnotatorQuality::skill)
        .containsExactly(1.0, 1.0, 0.0);
    assertThat(wawa.labels().get(3).posterior()).containsExactly(1, 0);
  }

  @Test
  void oneCoin_afterItsFirstIteration_weighsByLogOdds() {
    // one annotator, one item: the skill is (1 + 4) / (1 + 5) and then stays near; with K = 2 the
    // posterior of its answer is the skill: s = (s + 4) / 6 has the solution 4/5
    AnnotationTable table = AnnotationTable.of(List.of(answer("a", "x", 1)), 2);
    Consolidation result = new OneCoinDawidSkene().consolidate(table);
    assertThat(result.labels().getFirst().confidence()).isCloseTo(0.8, within(1e-5));
    assertThat(result.annotators().getFirst().skill()).isCloseTo(0.8, within(1e-5));
    assertThat(result.annotators().getFirst().confusion()[0])
        .satisfies(row -> assertThat(row[0] + row[1]).isCloseTo(1, within(1e-12)));
  }

  @Test
  void dawidSkene_ofOneAnnotatorAndTwoItems_startsAtTheHandComputedObjective() {
    AnnotationTable table =
        AnnotationTable.of(List.of(answer("a", "x", 0), answer("b", "x", 1)), 2);
    List<Double> objectives = new ArrayList<>();
    Consolidation result =
        new DawidSkene(new Smoothing(2, 0)).consolidate(table, GoldLabels.NONE, objectives::add);
    // pi = (1 + 1) / 4 = 1/2 and e = (1 + 1) / 3 on the diagonal, 1/3 beside it: each item's
    // likelihood is 1/2 (2/3 + 1/3); the priors add ln 1/2 twice, ln 2/3 twice and ln 1/3 twice
    assertThat(objectives.getFirst())
        .isCloseTo(4 * Math.log(0.5) + 2 * Math.log(2.0 / 3) + 2 * Math.log(1.0 / 3), within(1e-9));
    assertThat(result.convergence().converged()).isTrue();
  }

  @Test
  void dawidSkene_ofPerfectAgreement_isCertain() {
    AnnotationTable table =
        AnnotationTable.of(
            List.of(
                answer("a", "x", 0), answer("a", "y", 0), answer("b", "x", 1), answer("b", "y", 1)),
            2);
    List<Double> objectives = new ArrayList<>();
    Consolidation result =
        new DawidSkene(Smoothing.NONE).consolidate(table, GoldLabels.NONE, objectives::add);
    assertThat(result.labels()).extracting(ConsolidatedLabel::confidence).containsExactly(1.0, 1.0);
    assertThat(result.annotators()).allMatch(x -> x.skill() == 1);
    assertThat(objectives.getLast()).isCloseTo(2 * Math.log(0.5), within(1e-9));
    assertThat(result.convergence()).isEqualTo(new Convergence(2, true));
  }

  @Test
  void dawidSkene_ofAnEverWrongAnnotator_usesItsAnswersTheOtherWayRound() {
    Random random = new Random(7);
    List<Annotation> answers = new ArrayList<>();
    Map<ItemId, Integer> truth = new HashMap<>();
    for (int i = 0; i < 300; i++) {
      int right = random.nextInt(2);
      truth.put(new ItemId("i" + i), right);
      for (int w = 0; w < 3; w++) {
        answers.add(answer("i" + i, "w" + w, random.nextDouble() < 0.8 ? right : 1 - right));
      }
      answers.add(answer("i" + i, "x", 1 - right));
      answers.add(answer("i" + i, "y", 1 - right));
    }
    AnnotationTable table = AnnotationTable.of(answers, 2);
    // votes need all three of .8 against two: .51
    assertThat(new MajorityVote().consolidate(table).accuracy(truth).orElseThrow()).isLessThan(0.6);
    Consolidation fitted = new DawidSkene(new Smoothing(1, 1)).consolidate(table);
    // the two liars agree with each other in everything: whose world it is, the votes at the start
    // decide, in favour of the three
    assertThat(fitted.accuracy(truth).orElseThrow()).isGreaterThan(0.99);
    assertThat(fitted.annotators().getLast().skill()).isLessThan(0.05);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void dawidSkene_ofSimulatedAnnotators_recoversTheirConfusion(long seed) {
    double[][][] confusions = {
      {{0.9, 0.1}, {0.3, 0.7}}, {{0.6, 0.4}, {0.1, 0.9}}, {{0.8, 0.2}, {0.2, 0.8}},
      {{0.95, 0.05}, {0.4, 0.6}}, {{0.5, 0.5}, {0.5, 0.5}}, {{0.85, 0.15}, {0.15, 0.85}}
    };
    Random random = new Random(seed);
    List<Annotation> answers = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      int right = random.nextDouble() < 0.6 ? 0 : 1;
      for (int w = 0; w < confusions.length; w++) {
        answers.add(
            answer("i" + i, "w" + w, random.nextDouble() < confusions[w][right][0] ? 0 : 1));
      }
    }
    Consolidation fitted =
        new DawidSkene(new Smoothing(1, 1)).consolidate(AnnotationTable.of(answers, 2));
    for (int w = 0; w < confusions.length; w++) {
      double[][] estimate = fitted.annotators().get(w).confusion();
      // a cell rests on 2,000 items or more: its error has a deviation of about .02
      assertThat(estimate[0][0]).isCloseTo(confusions[w][0][0], within(0.08));
      assertThat(estimate[1][1]).isCloseTo(confusions[w][1][1], within(0.08));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("methods")
  void consolidate_ofShuffledAnswers_isTheSame(ConsolidationMethod method) {
    List<Annotation> answers = new ArrayList<>(CrowdSets.file("dog").annotations());
    Consolidation sorted = method.consolidate(AnnotationTable.of(answers, 4));
    Collections.shuffle(answers, new Random(11));
    assertThat(method.consolidate(AnnotationTable.of(answers, 4))).isEqualTo(sorted);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("methods")
  void consolidate_ofAnItem_givesProbabilities(ConsolidationMethod method) {
    Consolidation result = method.consolidate(CrowdSets.table("web"));
    assertThat(result.labels())
        .hasSize(2_665)
        .allSatisfy(
            label -> {
              double sum = 0;
              for (double p : label.posterior()) {
                assertThat(p).isBetween(0.0, 1.0);
                assertThat(p).isLessThanOrEqualTo(label.confidence() + 1e-9);
                sum += p;
              }
              assertThat(sum).isCloseTo(1, within(1e-9));
            });
    assertThat(result.annotators())
        .hasSize(177)
        .allSatisfy(annotator -> assertThat(annotator.skill()).isBetween(0.0, 1.0));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("methods")
  void consolidate_ofNothing_isEmpty(ConsolidationMethod method) {
    Consolidation result = method.consolidate(AnnotationTable.of(List.of(), 2));
    assertThat(result.labels()).isEmpty();
    assertThat(result.annotators()).isEmpty();
    assertThat(result.convergence().converged()).isTrue();
  }

  @Test
  void named_ofAnUnknownMethod_listsTheNamesAndGuesses() {
    assertThatThrownBy(() -> ConsolidationMethods.named("david-skene"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("majority-vote")
        .hasMessageContaining("but was 'david-skene'; did you mean 'dawid-skene'?");
    assertThatThrownBy(() -> ConsolidationMethods.named("quorum of elders"))
        .message()
        .doesNotContain("did you mean");
    assertThat(ConsolidationMethods.standard().name()).isEqualTo("dawid-skene");
  }

  @Test
  void smoothing_ofNegativeCounts_isRefused() {
    assertThatThrownBy(() -> new Smoothing(-1, 0)).hasMessageContaining("at least 0");
  }
}
