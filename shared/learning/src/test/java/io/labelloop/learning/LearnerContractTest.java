package io.labelloop.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.InvalidProtocolBufferException;
import io.labelloop.campaign.TrainerSpec;
import io.labelloop.model.ClassLabels;
import io.labelloop.model.Classifier;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.LabeledVector;
import io.labelloop.model.Learner;
import io.labelloop.model.UnreadableModelException;
import io.labelloop.numeric.ArgMax;
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
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;
import org.tribuo.protos.core.ModelProto;

/** What every trainer of classes promises, alone and in a committee. */
class LearnerContractTest {
  private static final ClassLabels CLASSES = new ClassLabels(List.of("left", "middle", "right"));
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  static Stream<TrainerSpec> trainers() {
    return Stream.concat(
        Learners.names().stream().map(TrainerSpec::named),
        Stream.of(new TrainerSpec(Learners.names(), Learners.names().size() + 1)));
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void probabilities_ofSeparateClasses_findThem(TrainerSpec spec) {
    Learner learner = Trainers.classLearner(spec);
    FeatureSpace space = learner.fitFeatures(items(200, 1));
    Classifier model = learner.train(space, CLASSES, examples(space, 150, 2), 3, NOON);

    int right = 0;
    for (LabeledVector example : examples(space, 100, 4)) {
      double[] row = model.probabilities(example.features());
      assertThat(DoubleStream.of(row)).hasSize(3).allMatch(p -> p > 0 && p < 1);
      assertThat(DoubleStream.of(row).sum()).isCloseTo(1, within(1e-9));
      right += ArgMax.of(row) == example.label() ? 1 : 0;
    }
    // 92 to 100 of 100, by trainer; a model that has learned nothing finds some 33
    assertThat(right).isGreaterThan(85);
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void train_ofShuffledExamples_givesTheSameBytes(TrainerSpec spec) {
    Learner learner = Trainers.classLearner(spec);
    FeatureSpace space = learner.fitFeatures(items(50, 1));
    List<LabeledVector> training = examples(space, 40, 2);
    List<LabeledVector> shuffled = new ArrayList<>(training);
    Collections.shuffle(shuffled, new Random(1));

    assertThat(learner.train(space, CLASSES, shuffled, 3, NOON).toBytes())
        .isEqualTo(learner.train(space, CLASSES, training, 3, NOON).toBytes());
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void train_ofOneClass_predictsIt(TrainerSpec spec) {
    Learner learner = Trainers.classLearner(spec);
    FeatureSpace space = learner.fitFeatures(items(20, 1));
    List<LabeledVector> training =
        examples(space, 30, 2).stream().filter(example -> example.label() == 1).toList();
    Classifier model = learner.train(space, CLASSES, training, 3, NOON);

    double[] row = model.probabilities(training.getFirst().features());
    assertThat(ArgMax.of(row)).isEqualTo(1);
    assertThat(DoubleStream.of(row)).allMatch(p -> p > 0 && p < 1);
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void train_withAClassThatNoOneHasLabeled_neverPredictsItAndGivesItSomething(TrainerSpec spec) {
    Learner learner = Trainers.classLearner(spec);
    FeatureSpace space = learner.fitFeatures(items(100, 1));
    List<LabeledVector> training =
        examples(space, 100, 2).stream().filter(example -> example.label() != 1).toList();
    Classifier model = learner.train(space, CLASSES, training, 3, NOON);

    for (LabeledVector example : examples(space, 50, 5)) {
      double[] row = model.probabilities(example.features());
      assertThat(ArgMax.of(row)).isNotEqualTo(1);
      assertThat(row[1]).isGreaterThan(0).isLessThan(.2);
    }
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void read_ofWrittenBytes_isTheSameModel(TrainerSpec spec) {
    Learner learner = Trainers.classLearner(spec);
    FeatureSpace space = learner.fitFeatures(items(100, 1));
    Classifier model = learner.train(space, CLASSES, examples(space, 60, 2), 3, NOON);

    Classifier read = learner.read(learner.readFeatures(space.toBytes()), CLASSES, model.toBytes());

    for (LabeledVector example : examples(space, 50, 5)) {
      assertThat(read.probabilities(example.features()))
          .isEqualTo(model.probabilities(example.features()));
    }
    assertThat(read.toBytes()).isEqualTo(model.toBytes());
    assertThat(read.members()).hasSameSizeAs(model.members());
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void toBytes_readByTribuo_saysNearlyTheSame(TrainerSpec spec) throws IOException {
    Learner learner = Trainers.classLearner(spec);
    FeatureSpace space = learner.fitFeatures(items(100, 1));
    int labels = 60;
    Classifier model = learner.train(space, CLASSES, examples(space, labels, 2), 3, NOON);
    Model<Label> tribuo =
        Model.deserializeFromStream(new ByteArrayInputStream(model.toBytes()))
            .castModel(Label.class);

    // a forest takes one observation in 61 off; the others agree to 1e-6
    boolean forest = spec.names().contains(RandomForestLearner.NAME);
    double tolerance = forest ? 1.0 / (labels + 1) : 1e-6;
    for (LabeledVector item : examples(space, 50, 5)) {
      var example = new ArrayExample<>(new Label("left"));
      item.features().forEach((index, value) -> example.add(ModelMetadata.nameOf(index), value));
      Prediction<Label> expected = tribuo.predict(example);
      double[] row = model.probabilities(item.features());
      for (int k = 0; k < row.length; k++) {
        Label score = Objects.requireNonNull(expected.getOutputScores().get(CLASSES.name(k)));
        assertThat(row[k]).isCloseTo(score.getScore(), within(tolerance));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void read_ofTruncatedBytes_isRefused(TrainerSpec spec) {
    Learner learner = Trainers.classLearner(spec);
    FeatureSpace space = learner.fitFeatures(items(20, 1));
    byte[] bytes = learner.train(space, CLASSES, examples(space, 20, 2), 3, NOON).toBytes();

    for (int length = 0; length < bytes.length; length += 1 + bytes.length / 40) {
      byte[] part = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> learner.read(space, CLASSES, part))
          .isInstanceOf(UnreadableModelException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void read_ofAnotherFeatureSpaceOrANewerVersion_isRefused(TrainerSpec spec)
      throws InvalidProtocolBufferException {
    Learner learner = Trainers.classLearner(spec);
    FeatureSpace space = learner.fitFeatures(items(20, 1));
    FeatureSpace other = learner.fitFeatures(items(20, 9));
    byte[] bytes = learner.train(space, CLASSES, examples(space, 20, 2), 3, NOON).toBytes();
    byte[] newer = ModelProto.parseFrom(bytes).toBuilder().setVersion(7).build().toByteArray();

    assertThatThrownBy(() -> learner.read(other, CLASSES, bytes))
        .isInstanceOf(UnreadableModelException.class)
        .hasMessageContaining("belongs to the feature space");
    assertThatThrownBy(() -> learner.read(space, CLASSES, newer))
        .isInstanceOf(UnreadableModelException.class)
        .hasMessageContaining("has 7: a newer release wrote it");
    assertThatThrownBy(() -> learner.read(space, new ClassLabels(List.of("left", "right")), bytes))
        .isInstanceOf(UnreadableModelException.class)
        .hasMessageContaining("[left, middle, right]");
  }

  private static List<Item> items(int count, long seed) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Item(new ItemId("i" + i), new ItemContent.Features(point(i, seed))))
        .toList();
  }

  private static List<LabeledVector> examples(FeatureSpace space, int count, long seed) {
    return IntStream.range(0, count).mapToObj(i -> example(space, i, seed)).toList();
  }

  private static LabeledVector example(FeatureSpace space, int i, long seed) {
    Vector vector = space.vectorOf(new ItemContent.Features(point(i, seed)));
    return new LabeledVector(new ItemId("e" + seed + "-" + i), vector, i % 3);
  }

  /** Class by class at -2, 0 and 2 in two directions, among noise. */
  private static DenseVector point(int i, long seed) {
    var random = new Random(seed * 1000 + i);
    int label = i % 3;
    double[] values = random.doubles(6, -1, 1).toArray();
    values[0] += 2 * (label - 1);
    values[1] += label == 1 ? 2 : 0;
    return DenseVector.of(values);
  }
}
