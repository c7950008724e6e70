package io.labelloop.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.local.LocalEngine;
import io.labelloop.workflow.report.CampaignSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
}
