package io.labelloop.tests;

import static io.labelloop.tests.CampaignFixture.SILENT;
import static io.labelloop.tests.CampaignFixture.campaignJson;
import static io.labelloop.tests.CampaignFixture.pool;
import static io.labelloop.tests.CampaignFixture.spec;
import static io.labelloop.tests.CampaignFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.campaign.CampaignId;
import io.labelloop.local.LocalEngine;
import io.labelloop.local.LocalWorkspace;
import io.labelloop.local.Surroundings;
import io.labelloop.local.asl.FunctionError;
import io.labelloop.local.asl.ServiceCalls;
import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.Claim;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.LedgerDocument;
import io.labelloop.workflow.document.Problem;
import io.labelloop.workflow.document.Wave;
import io.labelloop.workflow.report.CampaignSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A campaign that failed is taken up by another execution: nothing is asked or paid twice. */
class RedriveTest {
  private static final CampaignKeys KEYS = new CampaignKeys("campaigns/small/");
  private static final String REFUSED = "io.labelloop.workflow.port.WorkforceRefusedException";

  @TempDir private Path folder = Path.of("");
  private Path campaign = Path.of("");

  /**
   * Fails one call of a state for good.
   *
   * @param after whether the service did what it was called for, and its answer was lost
   */
  private record Failing(String state, AtomicInteger countdown, boolean after)
      implements Surroundings {
    @Override
    public ServiceCalls calls() {
      return (machine, state, call) -> {
        boolean fails = state.equals(this.state) && countdown.getAndDecrement() == 0;
        if (fails && !after) {
          throw new FunctionError(REFUSED, "the test says so");
        }
        var answer = call.run();
        if (fails) {
          throw new FunctionError(REFUSED, "the test says so");
        }
        return answer;
      };
    }
  }

  @BeforeEach
  void writeCampaign() throws IOException {
    campaign =
        write(
            folder,
            campaignJson("{\"budget\": \"60 USD\", \"maxRounds\": 3}", ""),
            List.of(pool(200)));
  }

  private LocalEngine.Ended run(Surroundings surroundings) throws IOException {
    try (LocalWorkspace workspace =
        LocalWorkspace.prepare(
            folder.resolve("ws"),
            new CampaignId("small"),
            campaign,
            Files.readAllBytes(campaign),
            spec(campaign))) {
      return LocalEngine.of(workspace, spec(campaign), SILENT, 2, surroundings).run();
    }
  }

  private <T> T document(String key, Class<T> type) {
    try (LocalWorkspace workspace = LocalWorkspace.open(folder.resolve("ws")).orElseThrow()) {
      return new DocumentStore(workspace.objects()).get(key, type);
    }
  }

  private void assertEndedSoundly() {
    try (LocalWorkspace workspace = LocalWorkspace.open(folder.resolve("ws")).orElseThrow()) {
      assertThat(LocalEngine.verify(workspace).findings()).isEmpty();
      CampaignSummary summary = LocalEngine.summary(workspace);
      assertThat(summary.outcome()).isEqualTo("max-rounds");
      assertThat(summary.rounds()).isEqualTo(3);
      // seed set, and two batches
      assertThat(summary.labeled()).isEqualTo(30);
    }
    // a wave is reserved and settled once, whatever happened between
    LedgerDocument ledger = document(KEYS.ledger(), LedgerDocument.class);
    assertThat(
            ledger.entries().stream()
                .filter(entry -> entry.kind() == LedgerDocument.Kind.RESERVED)
                .map(LedgerDocument.Entry::id))
        .doesNotHaveDuplicates();
    assertThat(
            ledger.entries().stream()
                .filter(entry -> entry.kind() == LedgerDocument.Kind.SETTLED)
                .map(LedgerDocument.Entry::id))
        .doesNotHaveDuplicates();
  }

  private Claim failThenTakeUp(Failing failing) throws IOException {
    assertThat(run(failing)).isInstanceOf(LocalEngine.Ended.Failed.class);
    assertThat(document(KEYS.problem(), Problem.class).leftInOrder()).isPresent();
    assertThat(run(Surroundings.CALM)).isInstanceOf(LocalEngine.Ended.Finished.class);
    assertEndedSoundly();
    return document(KEYS.claim(), Claim.class);
  }

  @Test
  void failure_betweenTheWaves_isTakenUpWhereItStood() throws IOException {
    Claim claim = failThenTakeUp(new Failing("TrainModel", new AtomicInteger(1), false));
    assertThat(claim.resumptions()).hasSize(1);
    assertThat(claim.resumptions().getFirst().cut()).isEmpty();
    assertThat(claim.resumptions().getFirst().failed()).isEqualTo("small");
    assertThat(claim.execution()).isEqualTo("small-again-1");
  }

  @Test
  void failure_beforeTheFirstQuestionsWereAsked_asksThemInTheNextWave() throws IOException {
    Claim claim = failThenTakeUp(new Failing("PublishLabelingJob", new AtomicInteger(0), false));
    assertThat(claim.resumptions().getFirst().cut())
        .isEqualTo(Optional.of(new Claim.CutWave(1, 1)));
    assertThat(document(KEYS.wave(1, 2), Wave.class).questions())
        .containsExactlyElementsOf(document(KEYS.wave(1, 1), Wave.class).questions());
  }

  @Test
  void failure_afterQuestionsWereAsked_withdrawsThemAndAsksForTheMissingAnswers()
      throws IOException {
    Claim claim = failThenTakeUp(new Failing("PublishLabelingJob", new AtomicInteger(2), true));
    Claim.CutWave cut = claim.resumptions().getFirst().cut().orElseThrow();
    assertThat(
            Files.readString(
                folder.resolve("ws").resolve(KEYS.annotations(cut.round(), cut.wave()))))
        .isEmpty();
    assertThat(document(KEYS.wave(cut.round(), cut.wave() + 1), Wave.class).questions())
        .isNotEmpty();
  }

  @Test
  void failure_twiceInOneRound_isTakenUpTwice() throws IOException {
    assertThat(run(new Failing("PublishLabelingJob", new AtomicInteger(0), true)))
        .isInstanceOf(LocalEngine.Ended.Failed.class);
    // the first call is that of the wave that was cut, which publishes nothing
    Claim claim = failThenTakeUp(new Failing("PublishLabelingJob", new AtomicInteger(1), false));
    assertThat(claim.resumptions()).hasSize(2);
    assertThat(claim.resumptions().getLast().cut()).isEqualTo(Optional.of(new Claim.CutWave(1, 2)));
  }

  @Test
  void failure_asTheCampaignIsClosed_isTakenUpAndClosedOnce() throws IOException {
    Claim claim = failThenTakeUp(new Failing("CloseCampaign", new AtomicInteger(0), false));
    assertThat(claim.resumptions().getFirst().cut()).isEmpty();
  }
}
