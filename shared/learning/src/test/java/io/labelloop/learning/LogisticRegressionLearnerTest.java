package io.labelloop.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.labelloop.model.ClassLabels;
import io.labelloop.model.Classifier;
import io.labelloop.model.EarlierModel;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.LabeledVector;
import io.labelloop.model.UnreadableModelException;
import io.labelloop.numeric.DenseVector;
import io.labelloop.numeric.Vector;
import io.labelloop.pool.Item;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.ModelProvenance;

class LogisticRegressionLearnerTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final ClassLabels ABC = new ClassLabels(List.of("a", "b", "c"));
  private final LogisticRegressionLearner learner = new LogisticRegressionLearner();

  @Test
  void train_onTwoMirroredPoints_solvesTheOptimalityCondition() {
    // x = 1 has class a, x = -1 class b. By symmetry both intercepts are 0 and the weights are w
    // and
    // -w; the gradient of C * losses + penalty vanishes where w = 2 C (1 - p), p = 1 / (1 + e^-2w).
    ClassLabels ab = new ClassLabels(List.of("a", "b"));
    FeatureSpace space = columns(row("1", 1), row("2", -1));

    Classifier model =
        learner.train(
            space, ab, List.of(example(space, "1", 0, 1), example(space, "2", 1, -1)), 1, NOON);

    double p = model.probabilities(DenseVector.of(1))[0];
    double w = Math.log(p / (1 - p)) / 2;
    assertThat(w).isGreaterThan(1).isCloseTo(20 * (1 - p), within(1e-4));
    assertThat(model.probabilities(DenseVector.of(0))).containsExactly(.5, .5);
  }

  @Test
  void train_withoutASignal_givesTheClassFrequencies() {
    // intercepts are not penalised, so they fit the frequencies 3/4 and 1/4 exactly
    ClassLabels ab = new ClassLabels(List.of("a", "b"));
    FeatureSpace space = columns(row("1", 7), row("2", 7));
    List<LabeledVector> training =
        IntStream.range(0, 4).mapToObj(i -> example(space, "i" + i, i == 3 ? 1 : 0, 7)).toList();

    Classifier model = learner.train(space, ab, training, 1, NOON);

    assertThat(model.probabilities(training.getFirst().features()))
        .containsExactly(new double[] {.75, .25}, within(1e-5));
  }

  @Test
  void probabilities_ofAClassWithoutExamples_arePositiveAndAtMostOneInNPlusTwo() {
    List<Item> items = randomItems(40, 3, 5);
    FeatureSpace space = learner.fitFeatures(items);
    List<LabeledVector> training = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      Vector features = space.vectorOf(items.get(i).content());
      training.add(
          new LabeledVector(
              items.get(i).id(), features, features.dot(new double[] {1, 1, 1}) > 0 ? 0 : 2));
    }

    Classifier model = learner.train(space, ABC, training, 1, NOON);

    for (Item item : randomItems(200, 3, 6)) {
      double[] row = model.probabilities(space.vectorOf(item.content()));
      assertThat(row[1]).isPositive().isLessThanOrEqualTo(1.0 / 42 + 1e-12);
      assertThat(Arrays.stream(row).sum()).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void train_onASingleClass_predictsItWithTheDocumentedProbability() {
    FeatureSpace space = columns(row("1", 1), row("2", 2));
    List<LabeledVector> training =
        List.of(example(space, "1", 1, 1), example(space, "2", 1, 2), example(space, "3", 1, 3));

    Classifier model = learner.train(space, ABC, training, 1, NOON);

    // (n + 1) / (n + 1 + u) with 3 examples and 2 other classes
    assertThat(model.probabilities(DenseVector.of(0.3)))
        .containsExactly(new double[] {1 / 6.0, 4 / 6.0, 1 / 6.0}, within(1e-12));
  }

  @Test
  void train_ofShuffledExamples_givesTheSameBytes() {
    FeatureSpace space = textSpace();
    List<LabeledVector> training = textExamples(space);
    byte[] expected = learner.train(space, ABC, training, 7, NOON).toBytes();

    for (long seed = 0; seed < 5; seed++) {
      List<LabeledVector> shuffled = new ArrayList<>(training);
      Collections.shuffle(shuffled, new Random(seed));
      assertThat(learner.train(space, ABC, shuffled, 7, NOON).toBytes()).isEqualTo(expected);
    }
    assertThat(learner.train(space, ABC, training, 8, NOON).toBytes()).isNotEqualTo(expected);
  }

  @Test
  void toBytes_readByTribuo_predictsTheSameTo1e6() throws IOException {
    FeatureSpace space = textSpace();
    Classifier model = learner.train(space, ABC, textExamples(space), 7, NOON);

    Model<Label> tribuo =
        Model.deserializeFromStream(new ByteArrayInputStream(model.toBytes()))
            .castModel(Label.class);

    for (String text : List.of("red apple", "the sky is blue today", "a sky of green grass")) {
      Vector features = space.vectorOf(new ItemContent.Text(text));
      assertAgrees(model, tribuo, features);
    }
  }

  @Test
  void toBytes_readByTribuo_saysWhereTheModelComesFrom() throws IOException {
    FeatureSpace space = textSpace();
    byte[] bytes = learner.train(space, ABC, textExamples(space), 7, NOON).toBytes();

    ModelProvenance provenance =
        Model.deserializeFromStream(new ByteArrayInputStream(bytes)).getProvenance();

    assertThat(provenance.getTrainingTime().toInstant()).isEqualTo(NOON);
    assertThat(provenance.getDatasetProvenance().getNumExamples()).isEqualTo(6);
    assertThat(provenance.getTrainerProvenance().getClassName())
        .isEqualTo(LogisticRegressionLearner.class.getName());
    assertThat(provenance.getTrainerProvenance().getConfiguredParameters().get("C"))
        .hasToString("10.0");
    assertThat(provenance.getInstanceProvenance().getMap().get("examples-per-class"))
        .asString()
        .contains("a=3", "b=3", "c=0");
    assertThat(provenance.getTrainerProvenance().getConfiguredParameters().get("seed"))
        .hasToString("7");
  }

  @Test
  void read_ofWrittenBytes_isTheSameModel() {
    FeatureSpace space = textSpace();
    Classifier model = learner.train(space, ABC, textExamples(space), 7, NOON);

    Classifier read = learner.read(learner.readFeatures(space.toBytes()), ABC, model.toBytes());

    Vector features = space.vectorOf(new ItemContent.Text("a red apple under a blue sky"));
    assertThat(read.probabilities(features)).isEqualTo(model.probabilities(features));
    assertThat(read.toBytes()).isEqualTo(model.toBytes());
    assertThat(read.classes()).isEqualTo(ABC);
  }

  @Test
  void toBytes_withWordsThatOnlyGuessesOrAnEarlierModelHave_isReadAgain() {
    FeatureSpace space =
        learner.fitFeatures(List.of(text("1", "sun"), text("2", "rain"), text("3", "snow")));
    Vector snow = space.vectorOf(new ItemContent.Text("snow"));
    List<LabeledVector> labels =
        List.of(
            new LabeledVector(new ItemId("1"), space.vectorOf(new ItemContent.Text("sun")), 0),
            new LabeledVector(new ItemId("2"), space.vectorOf(new ItemContent.Text("rain")), 1));
    List<LabeledVector> guess = List.of(new LabeledVector(new ItemId("3"), snow, 1));
    Classifier guessed =
        learner.alsoFrom(guess, .25).orElseThrow().train(space, ABC, labels, 1, NOON);
    Classifier started =
        learner
            .startingFrom(new EarlierModel(space, learner.train(space, ABC, guess, 1, NOON)))
            .orElseThrow()
            .train(space, ABC, labels, 1, NOON);

    for (Classifier model : List.of(guessed, started)) {
      assertThat(learner.read(space, ABC, model.toBytes()).probabilities(snow))
          .containsExactly(model.probabilities(snow), within(1e-12));
      assertThat(model.probabilities(snow)[1]).isGreaterThan(model.probabilities(snow)[0]);
    }
  }

  @Test
  void read_ofAnotherTasksOrSpacesBytes_isRefused() {
    FeatureSpace space = textSpace();
    byte[] bytes = learner.train(space, ABC, textExamples(space), 7, NOON).toBytes();
    ClassLabels others = new ClassLabels(List.of("b", "a", "c"));
    FeatureSpace elsewhere = learner.fitFeatures(List.of(text("1", "another pool")));

    assertThatThrownBy(() -> learner.read(space, others, bytes))
        .isInstanceOf(UnreadableModelException.class)
        .hasMessageContaining("classes are [a, b, c]");
    assertThatThrownBy(() -> learner.read(elsewhere, ABC, bytes))
        .isInstanceOf(UnreadableModelException.class)
        .hasMessageContaining("feature space");
  }

  @Test
  void read_ofTruncatedBytes_isRefusedAtEveryLength() {
    FeatureSpace space = columns(row("1", 1), row("2", 2));
    byte[] bytes =
        learner
            .train(
                space, ABC, List.of(example(space, "1", 0, 1), example(space, "2", 1, 2)), 1, NOON)
            .toBytes();

    for (int length = 0; length < bytes.length; length++) {
      byte[] part = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> learner.read(space, ABC, part))
          .isInstanceOf(UnreadableModelException.class);
    }
  }

  @Test
  void train_ofBadExamples_isRefused() {
    FeatureSpace space = columns(row("1", 1), row("2", 2));

    assertThatThrownBy(() -> learner.train(space, ABC, List.of(), 1, NOON))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1 example");
    assertThatThrownBy(() -> learner.train(space, ABC, List.of(example(space, "1", 3, 1)), 1, NOON))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("label of 1")
        .hasMessageContaining("3 classes");
    assertThatThrownBy(
            () ->
                learner.train(
                    space,
                    ABC,
                    List.of(new LabeledVector(new ItemId("1"), DenseVector.of(1, 2), 0)),
                    1,
                    NOON))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 dimensions");
  }

  @Test
  void probabilities_ofAVectorOfAnotherSize_isRefused() {
    FeatureSpace space = columns(row("1", 1), row("2", 2));
    Classifier model = learner.train(space, ABC, List.of(example(space, "1", 0, 1)), 1, NOON);

    assertThatThrownBy(() -> model.probabilities(DenseVector.of(1, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 dimensions");
  }

  static void assertAgrees(Classifier model, Model<Label> tribuo, Vector features) {
    Example<Label> example = new ArrayExample<>(new Label("a"));
    features.forEach(
        (index, value) ->
            example.add(new org.tribuo.Feature(String.format("%010d", index), value)));
    Prediction<Label> prediction = tribuo.predict(example);
    double[] row = model.probabilities(features);
    for (int k = 0; k < row.length; k++) {
      Label score =
          Objects.requireNonNull(prediction.getOutputScores().get(model.classes().name(k)));
      assertThat(row[k]).isCloseTo(score.getScore(), within(1e-6));
    }
  }

  private FeatureSpace textSpace() {
    return learner.fitFeatures(
        List.of(
            text("1", "a red apple"),
            text("2", "the blue sky is blue"),
            text("3", "green grass"),
            text("4", "an apple is red or green")));
  }

  private static List<LabeledVector> textExamples(FeatureSpace space) {
    List<String> texts =
        List.of(
            "red apple", "a red one", "apple or apple", "blue sky", "the sky", "a blue sky today");
    return IntStream.range(0, texts.size())
        .mapToObj(
            i ->
                new LabeledVector(
                    new ItemId("t" + i),
                    space.vectorOf(new ItemContent.Text(texts.get(i))),
                    i < 3 ? 0 : 1))
        .toList();
  }

  private static List<Item> randomItems(int count, int columns, long seed) {
    Random random = new Random(seed);
    return IntStream.range(0, count)
        .mapToObj(i -> row("r" + i, random.doubles(columns, -3, 3).toArray()))
        .toList();
  }

  private FeatureSpace columns(Item... items) {
    return learner.fitFeatures(List.of(items));
  }

  private static LabeledVector example(FeatureSpace space, String id, int label, double... values) {
    return new LabeledVector(
        new ItemId(id), space.vectorOf(new ItemContent.Features(DenseVector.of(values))), label);
  }

  private static Item row(String id, double... values) {
    return new Item(new ItemId(id), new ItemContent.Features(DenseVector.of(values)));
  }

  private static Item text(String id, String text) {
    return new Item(new ItemId(id), new ItemContent.Text(text));
  }
}
