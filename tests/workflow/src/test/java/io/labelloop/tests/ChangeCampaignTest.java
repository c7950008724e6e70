package io.labelloop.tests;

import static io.labelloop.tests.CampaignFixture.campaignJson;
import static io.labelloop.tests.CampaignFixture.pool;
import static io.labelloop.tests.CampaignFixture.spec;
import static io.labelloop.tests.CampaignFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.campaign.CampaignId;
import io.labelloop.local.LocalEngine;
import io.labelloop.local.LocalWorkspace;
import io.labelloop.local.StepListener;
import io.labelloop.workflow.document.CampaignChanges;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.operation.ChangeCampaign;
import io.labelloop.workflow.report.CampaignSummary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another file for a campaign that runs: its stop rules hold from the next decision on. */
class ChangeCampaignTest {
  @TempDir private Path folder = Path.of("");
  private final List<ChangeCampaign.Answer> answers = new ArrayList<>();

  /** Runs a campaign, and brings another file with other stop rules in its first round. */
  private CampaignSummary run(String stop, String changedStop) throws IOException {
    Path campaign = write(folder, campaignJson(stop, ""), List.of(pool(400)));
    byte[] changed = campaignJson(changedStop, "").getBytes(StandardCharsets.UTF_8);
    try (LocalWorkspace workspace =
        LocalWorkspace.prepare(
            folder.resolve("ws"),
            new CampaignId("small"),
            campaign,
            Files.readAllBytes(campaign),
            spec(campaign))) {
      var listener =
          new StepListener() {
            @Override
            public void started(String step) {
              if (step.equals("PublishLabelingJob") && answers.isEmpty()) {
                answers.add(LocalEngine.takeFile(workspace, changed, "ann"));
              }
            }

            @Override
            public void finished(String step, Record output) {}
          };
      assertThat(LocalEngine.of(workspace, spec(campaign), listener, 2).run())
          .isInstanceOf(LocalEngine.Ended.Finished.class);
      // what comes behind the end changes no record
      byte[] late = campaignJson("{\"maxRounds\": 9}", "").getBytes(StandardCharsets.UTF_8);
      assertThat(LocalEngine.takeFile(workspace, late, "ann"))
          .isInstanceOf(ChangeCampaign.Answer.Refused.class);
      assertThat(LocalEngine.verify(workspace).findings()).isEmpty();
      return LocalEngine.summary(workspace);
    }
  }

  private List<CampaignChanges.Change> changes() throws IOException {
    return JsonCodec.read(
            Files.readAllBytes(folder.resolve("ws/campaigns/small/changes.json")),
            CampaignChanges.class)
        .changes();
  }

  @Test
  void rules_ofAChangedFile_endTheCampaign() throws IOException {
    CampaignSummary summary = run("{\"maxRounds\": 4}", "{\"maxRounds\": 4, \"maxLabels\": 15}");

    assertThat(answers.getFirst()).isInstanceOf(ChangeCampaign.Answer.Accepted.class);
    assertThat(summary.rounds()).isEqualTo(2);
    assertThat(changes()).hasSize(1);
    assertThat(changes().getFirst().by()).isEqualTo("ann");
    assertThat(changes().getFirst().stop().orElseThrow().path("maxLabels").asInt()).isEqualTo(15);
  }

  @Test
  void target_thatIsLowered_isCertifiedByTheSameBounds() throws IOException {
    String stop = "{\"accuracy\": {\"target\": %s}, \"budget\": \"60 USD\", \"maxRounds\": 4}";
    CampaignSummary summary = run(stop.formatted("0.985"), stop.formatted("0.6"));

    assertThat(summary.outcome()).isEqualTo("accuracy-certified");
    assertThat(summary.rounds()).isEqualTo(1);
    assertThat(summary.certification().orElseThrow().target()).isEqualTo(0.6);
  }

  @Test
  void task_thatIsChanged_isRefusedAndTheCampaignEndsAsItWould() throws IOException {
    CampaignSummary summary =
        run(
            "{\"maxRounds\": 2}",
            "{\"maxRounds\": 1}, \"consolidation\": {\"method\": \"majority-vote\"}");

    assertThat(answers.getFirst()).isInstanceOf(ChangeCampaign.Answer.Refused.class);
    assertThat(changes().getFirst().refused())
        .singleElement()
        .asString()
        .startsWith("/consolidation: was not given when the campaign began");
    assertThat(summary.rounds()).isEqualTo(2);
  }
}
