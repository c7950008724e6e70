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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every method. */
class ConsolidationLawsTest {
  private static final int CLASSES = 3;
  private static final int ITEMS = 200;

  static Stream<ConsolidationMethod> methods() {
    return ConsolidationMethods.names().stream().map(ConsolidationMethods::named);
  }

  private static Annotation answer(String item, String annotator, int label) {
    return new Annotation(new ItemId(item), new AnnotatorId(annotator), label, Instant.EPOCH);
  }

  private static int truthOf(int item) {
    return (item * 7) % CLASSES;
  }

  /** Seven annotators, so that votes of five of them seldom tie, from .95 down to .4. */
  private static List<Annotation> answers() {
    double[] accuracies = {0.95, 0.9, 0.8, 0.75, 0.7, 0.6, 0.4};
    Random random = new Random(3);
    List<Annotation> answers = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      for (int w = 0; w < accuracies.length; w++) {
        if (random.nextDouble() < 0.7) {
          int wrong = (truthOf(i) + 1 + random.nextInt(CLASSES - 1)) % CLASSES;
          answers.add(
              answer("i" + i, "w" + w, random.nextDouble() < accuracies[w] ? truthOf(i) : wrong));
        }
      }
    }
    return answers;
  }

  private static GoldLabels gold(int every) {
    Map<ItemId, Integer> gold = new HashMap<>();
    for (int i = 0; i < ITEMS; i += every) {
      gold.put(new ItemId("i" + i), truthOf(i));
    }
    return GoldLabels.of(gold);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("methods")
  void consolidate_withGoldItems_clampsThem(ConsolidationMethod method) {
    GoldLabels gold = gold(2);
    AnnotationTable table = AnnotationTable.of(answers(), CLASSES);
    Consolidation result = method.consolidate(table, gold);
    int clamped = 0;
    for (ConsolidatedLabel label : result.labels()) {
      if (gold.classOf(label.item()).isPresent()) {
        assertThat(label.label()).isEqualTo(gold.classOf(label.item()).orElseThrow());
        assertThat(label.confidence()).isEqualTo(1);
        clamped++;
      }
    }
    assertThat(clamped).isGreaterThan(90);
    // the same method without gold is wrong on some of them
    assertThat(method.consolidate(table).accuracy(gold.asMap()).orElseThrow()).isLessThan(1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("methods")
  void skill_withAllItemsGold_isNearTheShareOfRightAnswers(ConsolidationMethod method) {
    List<Annotation> answers = answers();
    Consolidation result = method.consolidate(AnnotationTable.of(answers, CLASSES), gold(1));
    for (AnnotatorQuality annotator : result.annotators()) {
      List<Annotation> own =
          answers.stream().filter(a -> a.annotator().equals(annotator.annotator())).toList();
      double right =
          own.stream()
                  .filter(
                      a -> a.label() == truthOf(Integer.parseInt(a.item().value().substring(1))))
                  .count()
              / (double) own.size();
      // some 140 answers each: priors of up to 12 pseudo-counts move them by less
      assertThat(annotator.skill()).as("%s", annotator).isCloseTo(right, within(0.06));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("methods")
  void consolidate_ofRenumberedClasses_renumbersTheLabels(ConsolidationMethod method) {
    int[] to = {2, 0, 1};
    List<Annotation> renumbered =
        answers().stream()
            .map(a -> answer(a.item().value(), a.annotator().value(), to[a.label()]))
            .toList();
    Consolidation before = method.consolidate(AnnotationTable.of(answers(), CLASSES));
    Consolidation after = method.consolidate(AnnotationTable.of(renumbered, CLASSES));
    for (int i = 0; i < before.labels().size(); i++) {
      double[] one = before.labels().get(i).posterior();
      double[] other = after.labels().get(i).posterior();
      for (int c = 0; c < CLASSES; c++) {
        assertThat(other[to[c]]).isCloseTo(one[c], within(closeness(method)));
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("methods")
  void consolidate_ofRenamedAnnotators_isTheSame(ConsolidationMethod method) {
    List<Annotation> renamed =
        answers().stream()
            .map(
                a ->
                    answer(
                        a.item().value(),
                        "" + (char) ('z' - a.annotator().value().charAt(1) + '0'),
                        a.label()))
            .toList();
    Consolidation before = method.consolidate(AnnotationTable.of(answers(), CLASSES));
    Consolidation after = method.consolidate(AnnotationTable.of(renamed, CLASSES));
    for (int i = 0; i < before.labels().size(); i++) {
      assertThat(after.labels().get(i).posterior())
          .containsExactly(before.labels().get(i).posterior(), within(closeness(method)));
    }
  }

  /*
   * Mace draws its starts by annotator and class, and stops within 1e-5 per item of the optimum; Wawa
   * and zero-based skill let the first class win a tie, which moves weights a little.
   */
  private static double closeness(ConsolidationMethod method) {
    return switch (method.name()) {
      case "mace", "glad" -> 0.02;
      case "wawa", "zero-based-skill" -> 0.03;
      default -> 1e-9;
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("methods")
  void consolidate_ofOneAnnotator_believesIt(ConsolidationMethod method) {
    List<Annotation> own =
        answers().stream().filter(a -> a.annotator().value().equals("w0")).toList();
    Consolidation result = method.consolidate(AnnotationTable.of(own, CLASSES));
    assertThat(result.labels()).hasSameSizeAs(own);
    Map<ItemId, Integer> answered = new HashMap<>();
    own.forEach(a -> answered.put(a.item(), a.label()));
    assertThat(result.accuracy(answered).orElseThrow()).isEqualTo(1);
  }

  @Test
  void gold_ofAClassThatTheTableLacks_isRefused() {
    GoldLabels gold = GoldLabels.of(Map.of(new ItemId("i0"), 3));
    AnnotationTable table = AnnotationTable.of(answers(), CLASSES);
    assertThatThrownBy(() -> new MajorityVote().consolidate(table, gold))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gold item 'i0' must be below 3, but was 3");
    assertThatThrownBy(() -> GoldLabels.of(Map.of(new ItemId("i0"), -1)))
        .hasMessageContaining("at least 0, but was -1");
  }
}
