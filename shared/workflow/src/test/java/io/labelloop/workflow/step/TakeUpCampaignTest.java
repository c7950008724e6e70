package io.labelloop.workflow.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.Claim;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.Problem;
import io.labelloop.workflow.port.InMemoryObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TakeUpCampaignTest {
  private static final String KEY = "campaigns/birds/campaign.json";
  private static final CampaignKeys KEYS = CampaignKeys.ofCampaignFile(KEY);
  private static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant FAILED = Instant.parse("2026-01-02T00:00:00Z");
  private static final Instant REDRIVEN = Instant.parse("2026-01-03T00:00:00Z");

  private final DocumentStore documents = new DocumentStore(new InMemoryObjectStore());
  private final Campaigns campaigns = CampaignsWithoutModels.of(documents);
  private final TakeUpCampaign takeUp = new TakeUpCampaign(campaigns, () -> REDRIVEN);
  private final List<String> notified = new ArrayList<>();

  private TakeUpCampaign.Output redrive(int redrive) {
    return takeUp.execute(new TakeUpCampaign.Input(KEY, "first", redrive));
  }

  private void claim() {
    documents.put(KEYS.claim(), JsonCodec.document(Claim.first("birds", "first", BEGAN)));
  }

  private void cleanUp(String error, int redrives) {
    new CleanUpCampaign(
            campaigns,
            campaign -> {
              throw new AssertionError("no round has started");
            },
            new LedgerBook(() -> FAILED),
            new BudgetCeiling(documents.objects(), Optional.empty()),
            (subject, text) -> notified.add(text),
            () -> FAILED)
        .execute(new CleanUpCampaign.Input(KEY, "first", error, "cause " + redrives, redrives));
  }

  private Claim stored() {
    return documents.get(KEYS.claim(), Claim.class);
  }

  @Test
  void takeUp_ofAFailedCampaign_isRecordedOnceHoweverOftenItIsCalled() {
    claim();
    cleanUp("some.Error", 0);

    assertThat(redrive(1)).isEqualTo(new TakeUpCampaign.Output(true, ""));
    Claim once = stored();
    assertThat(redrive(1)).isEqualTo(new TakeUpCampaign.Output(true, ""));

    assertThat(stored()).isEqualTo(once);
    assertThat(once.resumptions())
        .containsExactly(
            new Claim.Resumption("first", "some.Error", REDRIVEN, Optional.empty(), 1));
    // the failure is solved, though it is stored yet
    assertThat(Problem.of(documents, KEYS, once)).isEmpty();
  }

  @Test
  void takeUp_afterTheNextFailure_isAnother() {
    claim();
    cleanUp("some.Error", 0);
    redrive(1);
    cleanUp("other.Error", 1);
    assertThat(Problem.of(documents, KEYS, stored()).orElseThrow().error())
        .isEqualTo("other.Error");

    assertThat(redrive(2).goesOn()).isTrue();

    assertThat(stored().redrives()).isEqualTo(2);
    assertThat(stored().resumptions())
        .extracting(Claim.Resumption::error)
        .containsExactly("some.Error", "other.Error");
    assertThat(notified).containsExactly("cause 0", "cause 1");
  }

  @Test
  void takeUp_ofACampaignThatAnotherExecutionHas_saysWhich() {
    claim();
    cleanUp("some.Error", 0);
    documents.put(
        KEYS.claim(),
        JsonCodec.document(stored().resumedBy("second", "some.Error", FAILED, Optional.empty())));

    assertThat(redrive(1).goesOn()).isFalse();
    assertThat(redrive(1).says())
        .isEqualTo(
            "the execution 'second' has taken the campaign up since; look there, and redrive that"
                + " one if it failed");
    assertThat(stored().execution()).isEqualTo("second");
  }

  @Test
  void takeUp_byAnExecutionThatNeverHadTheClaim_goesOnToOpenIt() {
    assertThat(redrive(1).goesOn()).isTrue();
    documents.put(KEYS.claim(), JsonCodec.document(Claim.first("birds", "another", BEGAN)));
    assertThat(redrive(2).goesOn()).isTrue();
    assertThat(stored().execution()).isEqualTo("another");
  }

  @Test
  void takeUp_ofACampaignThatHasEnded_saysWhatToDo() {
    claim();
    cleanUp(Problem.STOPPED, 0);
    documents.put(KEYS.checksumOfChecksums(), "".getBytes(StandardCharsets.UTF_8));

    assertThat(redrive(1).says()).contains("has ended").contains("in a new folder");
    assertThat(stored().resumptions()).isEmpty();
  }

  @Test
  void takeUp_ofAFailureThatAClockPutsBeforeTheClaim_goesOn() {
    Instant ahead = FAILED.plusSeconds(60);
    documents.put(KEYS.claim(), JsonCodec.document(Claim.first("birds", "first", ahead)));
    cleanUp("some.Error", 0);

    assertThat(redrive(1).goesOn()).isTrue();
    assertThat(stored().redrives()).isEqualTo(1);
  }

  @Test
  void takeUp_ofACampaignThatIsBeingCleanedUp_saysToWait() {
    claim();
    assertThat(redrive(1).says()).contains("campaigns/birds/problem.json").contains("again");
    assertThat(stored().resumptions()).isEmpty();
  }

  @Test
  void cleanUp_ofACampaignThatIsInOrder_changesNothingAndTellsNobody() {
    claim();
    cleanUp("some.Error", 0);
    Problem left = documents.get(KEYS.problem(), Problem.class);

    cleanUp("late.Error", 0);

    assertThat(documents.get(KEYS.problem(), Problem.class)).isEqualTo(left);
    assertThat(notified).containsExactly("cause 0");
    // but a failure behind a redrive is another one
    cleanUp("late.Error", 1);
    assertThat(documents.get(KEYS.problem(), Problem.class).redrives()).isEqualTo(1);
  }
}
