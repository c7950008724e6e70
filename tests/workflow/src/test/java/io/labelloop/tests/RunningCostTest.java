package io.labelloop.tests;

import static io.labelloop.tests.CampaignFixture.campaignJson;
import static io.labelloop.tests.CampaignFixture.pool;
import static io.labelloop.tests.CampaignFixture.spec;
import static io.labelloop.tests.CampaignFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.budget.CloudWork;
import io.labelloop.campaign.CampaignId;
import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.CampaignWork;
import io.labelloop.local.LocalEngine;
import io.labelloop.local.LocalWorkspace;
import io.labelloop.local.StepListener;
import io.labelloop.workflow.port.ObjectStore;
import io.labelloop.workflow.report.CampaignSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The work that running costs are estimated from, held against what a campaign really does. */
class RunningCostTest {
  @TempDir private Path folder = Path.of("");
  private final AtomicInteger steps = new AtomicInteger();
  private final AtomicInteger reads = new AtomicInteger();
  private final AtomicInteger writes = new AtomicInteger();
  private final Map<String, Integer> byStep = new ConcurrentHashMap<>();

  // an estimate that forgot a kind of step, or the documents of the rounds before, is off by more
  @Test
  void work_ofACampaign_isEstimatedWithinAFactorOfTwo() throws IOException {
    CampaignSummary summary = run();

    int waves = byStep.getOrDefault("PublishLabelingJob", 0);
    assertThat(summary.rounds()).isEqualTo(5);
    CloudWork work = new CampaignWork(1, 1, summary.rounds(), waves, 0, 0).toCloudWork();
    near(work.invocations(), steps.get());
    near(work.reads(), reads.get());
    near(work.writes(), writes.get());
    CampaignSummary.RunningCostSummary cost = summary.money().runningCost().orElseThrow();
    assertThat(cost.total().amount())
        .isEqualByComparingTo(
            cost.lambda().amount().add(cost.stepFunctions().amount()).add(cost.s3().amount()));
    assertThat(cost.total().amount().doubleValue()).isBetween(0.001, 0.05);
  }

  private static void near(long estimated, long real) {
    assertThat((double) estimated / real)
        .as(estimated + " estimated, " + real + " real")
        .isBetween(0.5, 2.0);
  }

  private CampaignSummary run() throws IOException {
    Path campaign =
        write(
            folder,
            campaignJson("{\"budget\": \"60 USD\", \"maxRounds\": 5}", ""),
            List.of(pool(600)));
    CampaignSpec spec = spec(campaign);
    var listener =
        new StepListener() {
          @Override
          public void started(String step) {
            steps.incrementAndGet();
            byStep.merge(step, 1, Integer::sum);
          }

          @Override
          public void finished(String step, Record output) {}
        };
    try (LocalWorkspace workspace =
        LocalWorkspace.prepare(
            folder.resolve("ws"),
            new CampaignId("small"),
            campaign,
            Files.readAllBytes(campaign),
            spec,
            this::counting)) {
      assertThat(LocalEngine.of(workspace, spec, listener, 2).run())
          .isInstanceOf(LocalEngine.Ended.Finished.class);
      return LocalEngine.summary(workspace);
    }
  }

  /** Counts the requests of steps; the workspace's own preparation makes some before. */
  private ObjectStore counting(ObjectStore store) {
    return ObservedStore.around(
        store,
        (operation, key) -> {
          if (steps.get() > 0) {
            (List.of("get", "open").contains(operation) ? reads : writes).incrementAndGet();
          }
        });
  }
}
