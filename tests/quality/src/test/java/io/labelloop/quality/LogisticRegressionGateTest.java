package io.labelloop.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.learning.LogisticRegressionLearner;
import io.labelloop.learning.compare.LearningCurveExperiment;
import io.labelloop.learning.compare.Protocol;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogisticRegressionGateTest {
  @Test
  void accuracyWithAllLabels_ofQuestions_isThatOfATunedTrainer() throws IOException {
    RealData train = RealData.texts("text/trec.train.jsonl");
    RealData test = RealData.texts("text/trec.test.jsonl");
    LearningCurveExperiment experiment =
        new LearningCurveExperiment(
            new LogisticRegressionLearner(),
            train.classes(),
            train.items(),
            test.items(),
            new Protocol(25, 25, 20, List.of(1L), 1));

    // .906; with rare words kept, and words of two letters at least: .874
    assertThat(experiment.accuracyWithAllLabels()).isGreaterThan(.895);
  }
}
