package io.labelloop.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.labelloop.model.ClassLabels;
import io.labelloop.model.Classifier;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.LabeledVector;
import io.labelloop.numeric.DenseVector;
import io.labelloop.pool.Item;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ScikitLearnGoldenTest {
  /* expected.csv: scikit-learn 1.7.2, StandardScaler and LogisticRegression(C=10, tol=1e-12); written
   * by golden/logistic-regression/generate.py. Its column x2 is constant. */
  @Test
  void train_onStandardizedColumns_agreesWithScikitLearnTo1e4() throws IOException {
    List<String[]> rows = rows();
    List<Item> training =
        rows.stream().filter(row -> row[0].equals("train")).map(this::item).toList();
    LogisticRegressionLearner learner = new LogisticRegressionLearner();
    FeatureSpace space = learner.fitFeatures(training);
    Classifier model =
        learner.train(
            space,
            new ClassLabels(List.of("0", "1", "2")),
            rows.stream()
                .filter(row -> row[0].equals("train"))
                .map(
                    row ->
                        new LabeledVector(
                            item(row).id(),
                            space.vectorOf(item(row).content()),
                            Integer.parseInt(row[5])))
                .toList(),
            1,
            Instant.EPOCH);

    assertThat(rows).hasSize(80);
    for (String[] row : rows) {
      double[] expected = Arrays.stream(row).skip(6).mapToDouble(Double::parseDouble).toArray();
      assertThat(model.probabilities(space.vectorOf(item(row).content())))
          .containsExactly(expected, within(1e-4));
    }
  }

  private Item item(String[] row) {
    return new Item(
        new ItemId(String.join(",", row)),
        new ItemContent.Features(
            DenseVector.of(
                Arrays.stream(row).skip(1).limit(4).mapToDouble(Double::parseDouble).toArray())));
  }

  private List<String[]> rows() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            getClass().getResourceAsStream("/golden/logistic-regression/expected.csv"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(line -> line.split(","))
          .toList();
    }
  }
}
