package io.labelloop.consolidation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.labelloop.annotation.Annotation;
import io.labelloop.annotation.AnnotationTable;
import io.labelloop.annotation.AnnotatorId;
import io.labelloop.pool.ItemId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class SuspensionRuleTest {
  private static final Map<ItemId, Integer> GOLD = new HashMap<>();
  private static final List<Annotation> ANSWERS = new ArrayList<>();

  /** 400 gold items of two classes in turn, with an answer of everybody. */
  private static void answers(String annotator, int items, IntUnaryOperator answer) {
    for (int i = 0; i < items; i++) {
      var item = new ItemId("i%03d".formatted(i));
      GOLD.put(item, i % 2);
      ANSWERS.add(
          new Annotation(item, new AnnotatorId(annotator), answer.applyAsInt(i), Instant.EPOCH));
    }
  }

  static {
    answers("a-good", 400, i -> i % 10 == 0 ? 1 - i % 2 : i % 2);
    answers("b-liar", 400, i -> 1 - i % 2);
    answers("c-constant", 400, i -> 0);
    // right about two of each four items
    answers("d-dice", 400, i -> i / 2 % 2);
    answers("e-new", 12, i -> 0);
    answers("f-good", 400, i -> i % 2);
    answers("g-good", 400, i -> i % 2);
  }

  private static List<AnnotatorReport> reports() {
    AnnotationTable table = AnnotationTable.of(ANSWERS, 2);
    GoldLabels gold = GoldLabels.of(GOLD);
    return AnnotatorReports.of(
        table, gold, ConsolidationMethods.standard().consolidate(table, gold), ANSWERS);
  }

  private static List<String> suspects(
      double below, int kept, List<AnnotatorReport> reports, String trusted) {
    return new SuspensionRule(below, kept)
        .suspects(reports, Set.of(), Set.of(new AnnotatorId(trusted))).stream()
            .map(report -> report.annotator().value())
            .toList();
  }

  @Test
  void information_ofDice_hasTheIntervalThatTheirNumberAllows() {
    AnnotatorReport.Information dice = reports().get(3).information().orElseThrow();
    // by hand: no information in 400 answers, one degree of freedom: the bias is 1 / (800 ln 2) =
    // .0018 bits, the standard error sqrt(1/2) / (400 ln 2) = .00255, the entropy one bit
    assertThat(dice.relative()).isZero();
    assertThat(dice.lower()).isZero();
    assertThat(dice.upper()).isCloseTo(-0.0018 + 2.576 * 0.00255, within(0.0001));
    assertThat(dice.contrast()).isCloseTo(200, within(1e-6));
    AnnotatorReport.Information good = reports().get(0).information().orElseThrow();
    assertThat(good.lower()).isLessThan(good.relative());
    assertThat(good.upper()).isGreaterThan(good.relative());
    // 160 of 200 right in class 0, all in class 1: H(.4) - H(.2) / 2 = .971 - .361 = .610
    assertThat(good.relative()).isCloseTo(0.61, within(0.003));
  }

  private static org.assertj.core.data.Offset<Double> within(double offset) {
    return org.assertj.core.data.Offset.offset(offset);
  }

  @Test
  void suspects_areThoseWhoTellNothingAndNotTheLiarNorTheNewcomer() {
    assertThat(suspects(0.05, 3, reports(), "nobody"))
        .containsExactlyInAnyOrder("c-constant", "d-dice");
  }

  @Test
  void suspects_ofThresholdZero_areNone() {
    assertThat(suspects(0, 3, reports(), "nobody")).isEmpty();
  }

  @Test
  void suspects_whomAPersonVouchesFor_stay() {
    assertThat(suspects(0.05, 3, reports(), "d-dice")).containsExactly("c-constant");
  }

  @Test
  void suspects_neverLeaveFewerThanItemsNeedNorHalf() {
    assertThat(suspects(0.05, 6, reports(), "nobody")).hasSize(1);
    // 2 of 3 would leave less than half
    List<AnnotatorReport> three =
        reports().stream()
            .filter(
                report ->
                    Set.of("a-good", "c-constant", "d-dice").contains(report.annotator().value()))
            .toList();
    assertThat(suspects(0.05, 1, three, "nobody")).hasSize(1);
  }

  @Test
  void suspects_ofAnnotatorsWhoSawOneClassOnly_areNone() {
    var oneClass =
        new AnnotatorReport(
            new AnnotatorId("x"),
            100,
            0,
            0.5,
            Optional.of(new AnnotatorReport.Information(0, 0, 0, 0.01, 100, 2)),
            Optional.empty(),
            List.of());
    assertThat(
            new SuspensionRule(0.05, 0)
                .suspects(List.of(oneClass, oneClass, oneClass), Set.of(), Set.of()))
        .isEmpty();
  }

  @Test
  void construct_ofAThresholdOutOfRange_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SuspensionRule(1, 0))
        .withMessageContaining("[0, 1)");
  }

  @Test
  void weighedAnswers_ofASuspendedAnnotator_countOnlyWhereNobodyElseAnswered() {
    var shared = new ItemId("shared");
    var alone = new ItemId("alone");
    var spammer = new AnnotatorId("s");
    List<Annotation> all =
        List.of(
            new Annotation(shared, new AnnotatorId("a"), 0, Instant.EPOCH),
            new Annotation(shared, spammer, 1, Instant.EPOCH),
            new Annotation(alone, spammer, 1, Instant.EPOCH));
    assertThat(WeighedAnswers.of(all, Set.of(spammer))).containsExactly(all.get(0), all.get(2));
    assertThat(WeighedAnswers.of(all, Set.of())).isEqualTo(all);
  }
}
