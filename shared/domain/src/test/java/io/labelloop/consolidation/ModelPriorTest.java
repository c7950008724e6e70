package io.labelloop.consolidation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.labelloop.annotation.Annotation;
import io.labelloop.annotation.AnnotationTable;
import io.labelloop.annotation.AnnotatorId;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.Stream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ModelPriorTest {
  private static OutOfFoldPrediction prediction(String item, double... probabilities) {
    return new OutOfFoldPrediction(new ItemId(item), Stream.QUERY, probabilities);
  }

  @Test
  void prediction_ofACertificationItem_isRefused() {
    assertThatThrownBy(
            () ->
                new OutOfFoldPrediction(
                    new ItemId("a"), Stream.CERTIFICATION, new double[] {0.5, 0.5}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("certification item 'a'");
  }

  @Test
  void prediction_thatIsNoDistribution_isRefused() {
    assertThatThrownBy(() -> prediction("a", 1, 0)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> prediction("a", 0.5, 0.6)).hasMessageContaining("sum to 1");
    assertThatThrownBy(
            () -> ModelPrior.of(List.of(prediction("a", 0.5, 0.5), prediction("a", 0.5, 0.5)), 0.5))
        .hasMessageContaining("'a' has more than one");
    assertThatThrownBy(() -> ModelPrior.of(List.of(), 1.5)).hasMessageContaining("[0, 1]");
  }

  @Test
  void posterior_ofTwoConflictingAnswers_followsTheModel() {
    // perfectly symmetric answers: the posteriors without a model are 1/2, with a weight of 1 the
    // model's .8 against .2 on a; b has no prediction
    List<Annotation> answers = new ArrayList<>();
    for (String item : List.of("a", "b")) {
      answers.add(new Annotation(new ItemId(item), new AnnotatorId("x"), 0, Instant.EPOCH));
      answers.add(new Annotation(new ItemId(item), new AnnotatorId("y"), 1, Instant.EPOCH));
    }
    AnnotationTable table = AnnotationTable.of(answers, 2);
    var steady = new Smoothing(1e9, 0);
    Consolidation result =
        new DawidSkene(steady, ModelPrior.of(List.of(prediction("a", 0.2, 0.8)), 1))
            .consolidate(table);
    assertThat(result.labels().get(0).posterior())
        .containsExactly(new double[] {0.2, 0.8}, within(1e-6));
    assertThat(result.labels().get(1).posterior())
        .containsExactly(new double[] {0.5, 0.5}, within(1e-6));
    // half the weight: 0.2^.5 to 0.8^.5 is 1 to 2
    Consolidation half =
        new DawidSkene(steady, ModelPrior.of(List.of(prediction("a", 0.2, 0.8)), 0.5))
            .consolidate(table);
    assertThat(half.labels().getFirst().posterior())
        .containsExactly(new double[] {1 / 3.0, 2 / 3.0}, within(1e-6));
  }

  @Test
  void accuracy_withAModelOfDataWithTwoAnswersEach_risesAndTheObjectiveNeverFalls() {
    Random random = new Random(5);
    List<Annotation> answers = new ArrayList<>();
    List<OutOfFoldPrediction> predictions = new ArrayList<>();
    Map<ItemId, Integer> truth = new HashMap<>();
    for (int i = 0; i < 1_000; i++) {
      int right = random.nextInt(2);
      ItemId item = new ItemId("i" + i);
      truth.put(item, right);
      for (int w = 0; w < 2; w++) {
        int annotator = 2 * random.nextInt(5) + w;
        answers.add(
            new Annotation(
                item,
                new AnnotatorId("w" + annotator),
                random.nextDouble() < 0.7 ? right : 1 - right,
                Instant.EPOCH));
      }
      int predicted = random.nextDouble() < 0.85 ? right : 1 - right;
      predictions.add(
          prediction(item.value(), predicted == 0 ? 0.85 : 0.15, predicted == 1 ? 0.85 : 0.15));
    }
    AnnotationTable table = AnnotationTable.of(answers, 2);
    var method = new DawidSkene(Smoothing.DEFAULT, ModelPrior.of(predictions, 0.8));
    assertThat(method.name()).isEqualTo("dawid-skene-model-prior");
    List<Double> objectives = new ArrayList<>();
    Consolidation with = method.consolidate(table, GoldLabels.NONE, objectives::add);
    for (int i = 1; i < objectives.size(); i++) {
      assertThat(objectives.get(i) - objectives.get(i - 1)).isGreaterThan(-1e-8);
    }
    Consolidation without = new DawidSkene(Smoothing.DEFAULT).consolidate(table);
    // measured .88 with, .70 without: the bar stands between them
    assertThat(with.accuracy(truth).orElseThrow()).isGreaterThan(0.8);
    assertThat(without.accuracy(truth).orElseThrow()).isLessThan(0.78);
  }
}
