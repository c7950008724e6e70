package io.labelloop.consolidation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.labelloop.annotation.Annotation;
import io.labelloop.annotation.AnnotationTable;
import io.labelloop.annotation.AnnotatorId;
import io.labelloop.pool.ItemId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Hand-computed cases of GLAD, MACE and zero-based skill, and what sets each apart. */
class FittedMethodsTest {
  private static Annotation answer(String item, String annotator, int label) {
    return new Annotation(new ItemId(item), new AnnotatorId(annotator), label, Instant.EPOCH);
  }

  @Test
  void glad_atItsStart_hasTheHandComputedObjective() {
    // alpha = 1, b = 0: an answer is right with sigma(1) = .7310586; with 3 classes and answers 0,
    // 0,
    // 1: ln 1/3 (s^2 w + w^2 s + w^3), w = (1 - s) / 2 = .1344707
    AnnotationTable table =
        AnnotationTable.of(
            List.of(answer("a", "x", 0), answer("a", "y", 0), answer("a", "z", 1)), 3);
    List<Double> objectives = new ArrayList<>();
    new Glad().consolidate(table, GoldLabels.NONE, objectives::add);
    double s = 0.7310585786;
    double w = 0.1344707107;
    assertThat(objectives.getFirst())
        .isCloseTo(Math.log((s * s * w + w * w * s + w * w * w) / 3), within(1e-9));
  }

  @Test
  void glad_ofEasyAndHardItems_isSurerOfTheEasyOnes() {
    // two experts and three guessers; on hard items all but the experts guess
    Random random = new Random(4);
    List<Annotation> answers = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      boolean hard = i % 2 == 0;
      for (int w = 0; w < 5; w++) {
        double accuracy = hard ? (w < 2 ? 0.8 : 0.5) : 0.97;
        answers.add(answer("i" + i, "w" + w, random.nextDouble() < accuracy ? 0 : 1));
      }
    }
    Consolidation result = new Glad().consolidate(AnnotationTable.of(answers, 2));
    List<AnnotatorQuality> annotators = result.annotators();
    for (int w = 2; w < 5; w++) {
      assertThat(annotators.get(w).skill()).isLessThan(annotators.get(0).skill());
    }
  }

  @Test
  void mace_ofAnAnnotatorWithAHabit_findsIt() {
    Random random = new Random(6);
    List<Annotation> answers = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      int right = random.nextInt(3);
      for (int w = 0; w < 3; w++) {
        answers.add(
            answer("i" + i, "w" + w, random.nextDouble() < 0.8 ? right : random.nextInt(3)));
      }
      // answers 2 in nine of ten cases, whatever the item
      answers.add(answer("i" + i, "habit", random.nextDouble() < 0.9 ? 2 : random.nextInt(3)));
    }
    Consolidation result = new Mace().consolidate(AnnotationTable.of(answers, 3));
    AnnotatorQuality habit = result.annotators().getFirst();
    assertThat(habit.annotator()).isEqualTo(new AnnotatorId("habit"));
    // knows nothing: right in a third of the cases; .9 + .1 / 3 of its answers are 2
    assertThat(habit.skill()).isCloseTo(1.0 / 3, within(0.05));
    assertThat(habit.confusion()[0][2]).isCloseTo(0.93, within(0.05));
    assertThat(result.annotators().get(1).skill()).isCloseTo(0.8 + 0.2 / 3, within(0.05));
  }

  @Test
  void zeroBasedSkill_ofOneDissenter_endsAtTheAgreements() {
    // x and y agree on all of a to c, z never does: the votes stay as they are from the first on,
    // so
    // that skills reach 1, 1 and 0 with the first step of 1
    List<Annotation> answers = new ArrayList<>();
    for (String item : List.of("a", "b", "c")) {
      answers.add(answer(item, "x", 0));
      answers.add(answer(item, "y", 0));
      answers.add(answer(item, "z", 1));
    }
    Consolidation result = new ZeroBasedSkill().consolidate(AnnotationTable.of(answers, 2));
    assertThat(result.annotators())
        .extracting(AnnotatorQuality::skill)
        .containsExactly(1.0, 1.0, 0.0);
    assertThat(result.labels().getFirst().posterior()).containsExactly(1, 0);
    assertThat(result.convergence()).isEqualTo(new Convergence(2, true));
  }
}
