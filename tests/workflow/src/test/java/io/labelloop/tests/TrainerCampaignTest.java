package io.labelloop.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.labelloop.learning.LogisticRegressionLearner;
import io.labelloop.local.LocalEngine;
import io.labelloop.local.LocalWorkspace;
import io.labelloop.model.ClassLabels;
import io.labelloop.model.Classifier;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.GridSearch;
import io.labelloop.model.Temperature;
import io.labelloop.numeric.DenseVector;
import io.labelloop.numeric.Vector;
import io.labelloop.pool.ItemContent;
import io.labelloop.workflow.document.Calibration;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.Training;
import io.labelloop.workflow.report.CampaignSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerCampaignTest {
  @TempDir private Path folder = Path.of("");

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "\"linear-svm\"",
        "\"random-forest\"",
        "\"boosted-trees\"",
        "{\"committee\": [\"logistic-regression\", \"random-forest\"], \"members\": 4}"
      })
  void run_withEveryTrainer_certifiesAndHandsBackTheModel(String trainer) throws IOException {
    Path file =
        CampaignFixture.write(
            folder,
            CampaignFixture.campaignJson("{\"accuracy\": {\"target\": 0.8}, \"maxRounds\": 5}", "")
                .replace(
                    "\"query\": {",
                    "\"model\": {\"trainer\": "
                        + trainer
                        + "}, \"query\": {\"strategy\": \"vote-entropy\", "),
            List.of(CampaignFixture.pool(300)));
    Path work = folder.resolve("work");

    LocalEngine.Ended ended = CampaignFixture.run(file, work, 2);

    assertThat(ended).isInstanceOf(LocalEngine.Ended.Finished.class);
    CampaignSummary summary = ((LocalEngine.Ended.Finished) ended).summary();
    assertThat(summary.outcome()).isEqualTo("accuracy-certified");
    Path campaign = work.resolve("campaigns/small");
    assertThat(campaign.resolve("model.tribuo")).isNotEmptyFile();
    assertThat(Files.readString(campaign.resolve("report.html")))
        .contains(trainer.startsWith("{") ? "committee of 4" : trainer.replace("\"", ""));
    // a committee as the model is asked itself; other trainers bag five for the strategy
    assertThat(Files.isDirectory(campaign.resolve("rounds/0001/committee")))
        .isEqualTo(!trainer.startsWith("{"));
  }

  @Test
  void run_toItsEnd_calibratesTheModelThatItHandsBackAndNoneThatChooses() throws IOException {
    Path file =
        CampaignFixture.write(
            folder,
            CampaignFixture.campaignJson("{\"accuracy\": {\"target\": 0.8}, \"maxRounds\": 5}", ""),
            List.of(CampaignFixture.pool(300)));
    Path work = folder.resolve("work");
    CampaignSummary summary =
        ((LocalEngine.Ended.Finished) CampaignFixture.run(file, work, 2)).summary();
    Path campaign = work.resolve("campaigns/small");
    String last = "rounds/%04d/".formatted(summary.rounds());

    Calibration calibration =
        JsonCodec.read(
            Files.readAllBytes(campaign.resolve(last + "calibration.json")), Calibration.class);

    int training = summary.curve().getLast().trainingLabels();
    assertThat(calibration.examples()).isBetween(10, training);
    assertThat(calibration.diagrams())
        .extracting(Calibration.Diagram::of)
        .containsExactly(Calibration.TRAINING, Calibration.CERTIFICATION);
    assertThat(calibration.diagrams().getLast().items())
        .isEqualTo(summary.certification().orElseThrow().labels());
    assertThat(campaign.resolve("rounds/0001/calibration.json").toFile().exists())
        .isEqualTo(summary.rounds() == 1);

    var learner = new LogisticRegressionLearner();
    FeatureSpace space =
        learner.readFeatures(Files.readAllBytes(campaign.resolve("state/features.bin")));
    var classes = new ClassLabels(List.of("plus", "minus"));
    Classifier chose =
        learner.read(space, classes, Files.readAllBytes(campaign.resolve(last + "model.tribuo")));
    Classifier handed =
        learner.read(space, classes, Files.readAllBytes(campaign.resolve("model.tribuo")));
    var temperature = new Temperature(calibration.temperature());
    assertThat(temperature.value()).isNotEqualTo(1);
    for (double x : new double[] {-2, -.3, .01, .8}) {
      Vector vector = space.vectorOf(new ItemContent.Features(DenseVector.of(x, x / 2)));
      assertThat(handed.probabilities(vector))
          .containsExactly(temperature.applyTo(chose.probabilities(vector)), within(1e-9));
    }
    assertThat(Files.readString(campaign.resolve("report.html")))
        .contains("How sure the model may be");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "\"linear-svm\"",
        "{\"committee\": [\"logistic-regression\", \"linear-svm\"], \"members\": 3}"
      })
  void run_withASearch_saysWhatItChoseFromAndVerifies(String trainer) throws IOException {
    Path file =
        CampaignFixture.write(
            folder,
            CampaignFixture.campaignJson("{\"accuracy\": {\"target\": 0.99}, \"maxRounds\": 6}", "")
                .replace(
                    "\"query\": {",
                    "\"model\": {\"trainer\": "
                        + trainer
                        + ", \"search\": true}, \"query\": {\"strategy\": \"vote-entropy\", "),
            List.of(CampaignFixture.pool(300)));
    Path work = folder.resolve("work");

    CampaignFixture.run(file, work, 2);

    Path campaign = work.resolve("campaigns/small");
    Training first =
        JsonCodec.read(
            Files.readAllBytes(campaign.resolve("rounds/0001/training.json")), Training.class);
    // ten labels are too few to choose by
    assertThat(first.search().orElseThrow().trainers())
        .allSatisfy(
            searched -> {
              assertThat(searched.examples()).isZero();
              assertThat(searched.grid()).isEmpty();
            })
        .last()
        .satisfies(searched -> assertThat(searched.chosen()).isEqualTo("C = 1.0"));
    Training last =
        JsonCodec.read(
            Files.readAllBytes(campaign.resolve("rounds/0006/training.json")), Training.class);
    // the labels of query, random and seed items; never those of certification items
    assertThat(last.search().orElseThrow().trainers())
        .allSatisfy(
            searched -> {
              assertThat(searched.examples()).isEqualTo(last.labels());
              assertThat(searched.grid()).hasSize(5);
              assertThat(searched.grid())
                  .extracting(GridSearch.Point::setting)
                  .contains(searched.chosen());
            });
    assertThat(Files.readString(campaign.resolve("report.html")))
        .contains(
            "How the model was set", last.search().orElseThrow().trainers().getLast().chosen());
    try (LocalWorkspace opened = LocalWorkspace.open(work).orElseThrow()) {
      assertThat(LocalEngine.verify(opened).findings()).isEmpty();
    }
  }
}
