package io.labelloop.consolidation;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AnnotatorReportsTest {
  private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");

  private static Annotation answer(String item, String annotator, int label, long second) {
    return new Annotation(
        new ItemId(item), new AnnotatorId(annotator), label, START.plusSeconds(second));
  }

  private static List<AnnotatorReport> reports(List<Annotation> answers, int k, GoldLabels gold) {
    AnnotationTable table = AnnotationTable.of(answers, k);
    return AnnotatorReports.of(
        table, gold, new DawidSkene(Smoothing.DEFAULT).consolidate(table, gold), answers);
  }

  @Test
  void report_ofGoldItems_hasHandComputedCellsSpeedAndWorkLeft() {
    // x: class 0 answered 0, 0, 1; class 1 answered 1; y answered one more item
    List<Annotation> answers =
        List.of(
            answer("a", "x", 0, 0),
            answer("b", "x", 0, 10),
            answer("c", "x", 1, 14),
            answer("d", "x", 1, 100),
            answer("e", "y", 0, 3));
    GoldLabels gold =
        GoldLabels.of(
            Map.of(new ItemId("a"), 0, new ItemId("b"), 0, new ItemId("c"), 0, new ItemId("d"), 1));
    AnnotatorReport x = reports(answers, 2, gold).getFirst();
    assertThat(x.annotations()).isEqualTo(4);
    assertThat(x.answersLeft()).isEqualTo(1);
    // gaps of 10, 4 and 86 seconds
    assertThat(x.secondsPerAnswer()).hasValue(10.0);
    // two of three answers about class 0; the one about class 1 is right
    AnnotatorReport.Cell cell = x.confusion().get(0).get(0);
    assertThat(cell.probability()).isCloseTo(2.0 / 3, within(1e-9));
    // quantiles of Beta(2.5, 1.5), by SciPy 1.17: beta.ppf([.025, .975], 2.5, 1.5)
    assertThat(cell.lower()).isCloseTo(0.17674, within(1e-4));
    assertThat(cell.upper()).isCloseTo(0.96125, within(1e-4));
    assertThat(x.confusion().get(1).get(1).probability()).isEqualTo(1);
    assertThat(x.confusion().get(1).get(1).upper()).isEqualTo(1);
    assertThat(x.confusion().get(1).get(0).lower()).isZero();
    // I = H(3/4) - 1/2 H(1/2) = .8113 - .5, less (2 - 1) (2 - 1) / (2 * 4 ln 2) = .1803
    assertThat(x.information().orElseThrow().bits()).isCloseTo(0.3113 - 0.1803, within(1e-3));
    assertThat(x.information().orElseThrow().relative())
        .isCloseTo((0.3113 - 0.1803) / 0.8113, within(1e-3));
    assertThat(x.information().orElseThrow().answers()).isEqualTo(4);
    // nobody else answered about y's only item
    AnnotatorReport y = reports(answers, 2, gold).get(1);
    assertThat(y.information()).isEmpty();
    assertThat(y.secondsPerAnswer()).isEmpty();
  }

  @Test
  void information_ofSpammersOfEachKind_isNearNothing() {
    Random random = new Random(9);
    List<Annotation> answers = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      int right = random.nextInt(3);
      for (int w = 0; w < 4; w++) {
        answers.add(
            answer("i" + i, "good" + w, random.nextDouble() < 0.85 ? right : random.nextInt(3), 0));
      }
      answers.add(answer("i" + i, "always-two", 2, 0));
      answers.add(answer("i" + i, "dice", random.nextInt(3), 0));
      answers.add(answer("i" + i, "liar", (right + 1) % 3, 0));
    }
    Map<String, AnnotatorReport> byName = new HashMap<>();
    reports(answers, 3, GoldLabels.NONE).forEach(r -> byName.put(r.annotator().value(), r));
    // expected: spammers 0; good ones, right in .9 of the cases, 1 - H(.9, .05, .05) / ln 3 = .64;
    // the
    // liar, whose answers tell all once they are turned round, near 1
    assertThat(relative(byName, "always-two")).isLessThan(0.01);
    assertThat(relative(byName, "dice")).isLessThan(0.02);
    assertThat(relative(byName, "good0")).isGreaterThan(0.5);
    assertThat(relative(byName, "liar")).isGreaterThan(0.8);
  }

  private static double relative(Map<String, AnnotatorReport> reports, String name) {
    return Objects.requireNonNull(reports.get(name)).information().orElseThrow().relative();
  }
}
