package io.labelloop.workflow.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.CampaignOrders;
import io.labelloop.workflow.document.CampaignPause;
import io.labelloop.workflow.document.Claim;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.operation.Answered;
import io.labelloop.workflow.operation.CampaignOperations;
import io.labelloop.workflow.port.InMemoryObjectStore;
import io.labelloop.workflow.port.ObjectStore;
import io.labelloop.workflow.port.WorkflowCallback;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AwaitResumeTest {
  private static final CampaignKeys KEYS = CampaignKeys.ofCampaignFile(OpenCampaignTest.KEY);
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final ObjectStore objects = new InMemoryObjectStore();
  private final Campaigns campaigns = CampaignsWithoutModels.of(new DocumentStore(objects));
  private final List<String> answered = new ArrayList<>();
  private final WorkflowCallback callback =
      new WorkflowCallback() {
        @Override
        public void succeed(String taskToken, String output) {
          answered.add(taskToken + " " + output);
        }

        @Override
        public void fail(String taskToken, String error, String cause) {
          throw new AssertionError("nobody fails a pause");
        }

        @Override
        public void heartbeat(String taskToken) {
          throw new AssertionError("nobody hears a pause");
        }
      };
  private final CampaignOperations operations =
      new CampaignOperations(
          objects, campaigns, new BudgetCeiling(objects, Optional.empty()), callback, () -> NOW);

  @BeforeEach
  void claim() {
    objects.put(KEYS.claim(), JsonCodec.document(Claim.first("birds", "first", NOW)));
    objects.put(KEYS.spec(), OpenCampaignTest.VALID.getBytes(StandardCharsets.UTF_8));
  }

  private void await(AwaitResume.Pausing pausing, String token) {
    new AwaitResume(campaigns, callback, pausing, () -> NOW)
        .execute(new AwaitResume.Input(KEYS.prefix(), 1, token));
  }

  @Test
  void pause_isWokenByItsTokenWhenItIsResumed() {
    operations.pause(KEYS.prefix(), "ann");
    await(AwaitResume.Pausing.WAITS, "token");
    assertThat(answered).isEmpty();

    operations.resume(KEYS.prefix(), "bob");
    assertThat(answered).containsExactly("token {\"resumed\":true}");
  }

  @Test
  void pause_isWokenWhenItIsStopped() {
    operations.pause(KEYS.prefix(), "ann");
    await(AwaitResume.Pausing.WAITS, "token");
    operations.stop(KEYS.prefix(), "bob");
    assertThat(answered).containsExactly("token {\"resumed\":true}");
  }

  @Test
  void pause_whoseResumptionCameFirst_goesOnAtOnce() {
    operations.pause(KEYS.prefix(), "ann");
    operations.resume(KEYS.prefix(), "bob");
    await(AwaitResume.Pausing.WAITS, "token");
    assertThat(answered).containsExactly("token {\"resumed\":true}");
  }

  @Test
  void pause_whoseResumptionWasLost_goesOnWhenTheWaitIsRenewedOrItIsResumedAgain() {
    operations.pause(KEYS.prefix(), "ann");
    await(AwaitResume.Pausing.WAITS, "token");
    operations.resume(KEYS.prefix(), "bob");
    answered.clear();

    assertThat(operations.resume(KEYS.prefix(), "bob"))
        .isEqualTo(new Answered.Done("is not paused", false));
    await(AwaitResume.Pausing.WAITS, "renewed");
    assertThat(answered).containsExactly("token {\"resumed\":true}", "renewed {\"resumed\":true}");
    assertThat(CampaignPause.find(new DocumentStore(objects), KEYS).orElseThrow().taskToken())
        .contains("renewed");
  }

  @Test
  void pause_onOneMachine_endsTheRunAndKeepsNoToken() {
    operations.pause(KEYS.prefix(), "ann");
    await(AwaitResume.Pausing.ENDS, "token");
    assertThat(answered).containsExactly("token {\"resumed\":false}");
    assertThat(CampaignPause.find(new DocumentStore(objects), KEYS).orElseThrow().taskToken())
        .isEmpty();
  }

  @Test
  void orders_ofSeveralPeopleAtOnce_areAllKept() throws InterruptedException {
    var people = new ArrayList<Thread>();
    for (int person = 0; person < 8; person++) {
      int items = person + 1;
      people.add(
          Thread.ofPlatform()
              .start(() -> operations.review(KEYS.prefix(), items, "person-" + items)));
    }
    for (Thread person : people) {
      person.join();
    }
    assertThat(CampaignOrders.of(new DocumentStore(objects), KEYS).orders())
        .extracting(CampaignOrders.Order::by)
        .hasSize(8)
        .doesNotHaveDuplicates();
  }

  @Test
  void orders_beforeTheCampaignBegan_areRefused() {
    assertThat(operations.stop("campaigns/fish/", "ann"))
        .isEqualTo(
            new Answered.Refused(
                "the campaign has not begun", "start it, or change its campaign file"));
  }
}
