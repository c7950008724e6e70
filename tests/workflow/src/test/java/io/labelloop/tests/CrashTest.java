package io.labelloop.tests;

import static io.labelloop.tests.CampaignFixture.campaignJson;
import static io.labelloop.tests.CampaignFixture.documents;
import static io.labelloop.tests.CampaignFixture.pool;
import static io.labelloop.tests.CampaignFixture.run;
import static io.labelloop.tests.CampaignFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.local.LocalEngine;
import io.labelloop.workflow.port.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that was cut off at any point is started again, and ends with the same documents, byte for
 * byte.
 */
class CrashTest {
  private static final String STOP =
      "{\"accuracy\": {\"target\": 0.85}, \"budget\": \"60 USD\", \"maxRounds\": 3}";

  @TempDir private Path folder = Path.of("");

  @Test
  void run_cutOffAtAnyWrite_endsAsAnUndisturbedOne() throws IOException {
    Path campaign = write(folder, campaignJson(STOP, ""), List.of(pool(200)));
    assertThat(run(campaign, folder.resolve("whole"), 2))
        .isInstanceOf(LocalEngine.Ended.Finished.class);
    Map<String, String> expected = documents(folder.resolve("whole"));

    int points = 0;
    for (int write = 2; ; write++) {
      Path workspace = folder.resolve("cut-" + write);
      int last = write;
      boolean takesEffect = write % 2 == 0;
      boolean cut = runUntilCut(campaign, workspace, last, takesEffect);
      if (!cut) {
        break;
      }
      points++;
      assertThat(run(campaign, workspace, 2))
          .as("write %d", write)
          .isInstanceOf(LocalEngine.Ended.Finished.class);
      assertThat(documents(workspace)).as("write %d", write).isEqualTo(expected);
    }
    // the campaign makes 40 writes
    assertThat(points).isGreaterThan(30);
  }

  private static boolean runUntilCut(Path campaign, Path workspace, int write, boolean takesEffect)
      throws IOException {
    try {
      return !(run(
              campaign, workspace, 2, store -> new DyingStore(store, write, takesEffect, workspace))
          instanceof LocalEngine.Ended.Finished);
    } catch (StoreException machineIsOff) {
      return true;
    }
  }

  @Test
  void process_killedAtSeveralMoments_resumesToTheSameDocuments() throws Exception {
    Path campaign = write(folder, campaignJson(STOP, ""), List.of(pool(200)));
    assertThat(start(campaign, folder.resolve("whole")).waitFor()).isZero();
    Map<String, String> expected = documents(folder.resolve("whole"));

    for (int millis : new int[] {400, 700, 1000, 1300}) {
      Path workspace = folder.resolve("killed-" + millis);
      Process run = start(campaign, workspace);
      boolean ended = run.waitFor(millis, TimeUnit.MILLISECONDS);
      run.destroyForcibly().waitFor();
      assertThat(start(campaign, workspace).waitFor())
          .as("killed after %d ms, ended %s", millis, ended)
          .isZero();
      assertThat(documents(workspace)).as("killed after %d ms", millis).isEqualTo(expected);
    }
  }

  private static Process start(Path campaign, Path workspace) throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-cp",
            System.getProperty("java.class.path"),
            "-Dlabelloop.home=" + System.getProperty("labelloop.root"),
            "io.labelloop.local.cli.Labelloop",
            "run",
            campaign.toString(),
            "--workspace",
            workspace.toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
