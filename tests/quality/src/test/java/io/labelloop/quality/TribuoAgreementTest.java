package io.labelloop.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.labelloop.learning.LogisticRegressionLearner;
import io.labelloop.learning.compare.HoldOut;
import io.labelloop.learning.compare.LabeledItem;
import io.labelloop.model.Classifier;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.LabeledVector;
import io.labelloop.numeric.Vector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.tribuo.Feature;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;

class TribuoAgreementTest {
  @Test
  void probabilities_ofQuestions_agreeWithTribuosOwnTo1e6() throws IOException {
    assertAgreement(RealData.texts("text/trec.train.jsonl"), 400);
  }

  @Test
  void probabilities_ofDigits_agreeWithTribuosOwnTo1e6() throws IOException {
    assertAgreement(RealData.columns("images/digits.csv"), 300);
  }

  private static void assertAgreement(RealData data, int labels) throws IOException {
    LogisticRegressionLearner learner = new LogisticRegressionLearner();
    HoldOut split = HoldOut.of(data.items(), .2, 1);
    FeatureSpace space = learner.fitFeatures(split.pool().stream().map(LabeledItem::item).toList());
    List<LabeledVector> training =
        split.pool().stream()
            .limit(labels)
            .map(
                item ->
                    new LabeledVector(
                        item.id(), space.vectorOf(item.item().content()), item.label()))
            .toList();
    Classifier model = learner.train(space, data.classes(), training, 1, Instant.EPOCH);
    Model<Label> tribuo =
        Model.deserializeFromStream(new ByteArrayInputStream(model.toBytes()))
            .castModel(Label.class);

    assertThat(split.test()).hasSizeGreaterThan(300);
    for (LabeledItem item : split.test()) {
      Vector features = space.vectorOf(item.item().content());
      ArrayExample<Label> example = new ArrayExample<>(new Label(data.classes().name(0)));
      features.forEach(
          (index, value) -> example.add(new Feature(String.format("%010d", index), value)));
      Prediction<Label> expected = tribuo.predict(example);
      double[] row = model.probabilities(features);
      double sum = 0;
      for (int k = 0; k < row.length; k++) {
        Label score =
            Objects.requireNonNull(expected.getOutputScores().get(data.classes().name(k)));
        assertThat(row[k]).isCloseTo(score.getScore(), within(1e-6));
        sum += row[k];
      }
      assertThat(sum).isCloseTo(1, within(1e-12));
    }
  }
}
