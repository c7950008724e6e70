package io.labelloop.functions;

import static io.labelloop.functions.TurkCampaign.KEY;
import static io.labelloop.functions.TurkCampaign.KEYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.labelloop.workflow.document.Claim;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.Problem;
import io.labelloop.workflow.port.ObjectStore.ObjectSummary;
import io.labelloop.workflow.step.StepLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The events reach {@link EndedExecution} through its handler, as EventBridge writes them. */
class EndedExecutionTest {
  private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");

  private final TurkCampaign campaign = new TurkCampaign();
  private final List<String> steps = new ArrayList<>();
  private final ExecutionEndedHandler handler =
      new ExecutionEndedHandler(
          new EndedExecution(
              campaign.objects,
              campaign.steps,
              StepLog.inJson(this::noteStep),
              campaign.http.clients().stepFunctions(),
              campaign.settings));

  private void noteStep(String line) {
    try {
      JsonNode step = JsonCodec.mapper().readTree(line);
      steps.add(step.path("step").asText() + " " + step.path("outcome").asText());
    } catch (IOException e) {
      throw new IllegalArgumentException(line, e);
    }
  }

  @AfterEach
  void everyAnswerWasAskedFor() {
    assertThat(campaign.http.left()).isZero();
  }

  private static ObjectNode detail(String status) {
    return JsonCodec.mapper()
        .createObjectNode()
        .put("name", "first")
        .put("status", status)
        .put("input", "{\"key\": \"" + KEY + "\"}");
  }

  private void ended(ObjectNode detail) {
    var event = JsonCodec.mapper().createObjectNode();
    event.set("detail", detail);
    var output = new ByteArrayOutputStream();
    try {
      handler.handleRequest(
          new ByteArrayInputStream(event.toString().getBytes(StandardCharsets.UTF_8)),
          output,
          TurkCampaign.context());
    } catch (IOException e) {
      throw new IllegalArgumentException(event.toString(), e);
    }
    assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("{}");
  }

  private String rounds() {
    return claim().executions(KEYS.prefix()) + "-round-";
  }

  private Claim claim() {
    return campaign.documents.get(KEYS.claim(), Claim.class);
  }

  private Problem problem() {
    return campaign.documents.get(KEYS.problem(), Problem.class);
  }

  private List<ObjectSummary> stored() {
    return campaign.objects.list("");
  }

  private void running(String... names) {
    var list = JsonCodec.mapper().createObjectNode();
    var executions = list.putArray("executions");
    for (String name : names) {
      executions.addObject().put("name", name).put("executionArn", "arn:" + name);
    }
    campaign.http.then(list.toString());
  }

  /** Of a wave whose questions are closed: its HIT expires, and nobody has answered it. */
  private void closesItsHit() {
    campaign.http.then("{}");
    for (int look = 0; look < 2; look++) {
      campaign.http.then("{\"NumResults\": 0, \"Assignments\": []}");
    }
  }

  @Test
  void event_ofAStoppedExecution_stopsItsRoundClosesItsJobsAndWritesTheReport() {
    campaign.publish();
    String round = rounds() + "1";
    running("another-00000000-round-1", round);
    campaign.http.then("{\"stopDate\": 1767225600}");
    closesItsHit();

    ended(detail("ABORTED"));

    List<String> calls = campaign.http.calls();
    assertThat(calls.getFirst())
        .startsWith("ListExecutions")
        .contains("\"" + TurkCampaign.ROUNDS + "\"", "\"RUNNING\"");
    assertThat(calls.get(1)).isEqualTo("StopExecution {\"executionArn\":\"arn:" + round + "\"}");
    assertThat(calls.get(2)).startsWith("UpdateExpirationForHIT").contains("3HIT");
    assertThat(steps).containsExactly("CleanUpCampaign ok", "CloseCampaign ok");
    assertThat(problem().error()).isEqualTo(Problem.STOPPED);
    assertThat(problem().cause()).isEqualTo("the execution 'first' ended as ABORTED");
    assertThat(problem().leftInOrder()).isPresent();
    assertThat(campaign.documents.has(KEYS.report())).isTrue();
    // nobody is told of a failure
    assertThat(campaign.notified).containsExactly("Labeling campaign birds: stopped");
  }

  @Test
  void event_thatComesAgain_closesNothingTwice() {
    campaign.publish();
    running();
    closesItsHit();
    ended(detail("ABORTED"));
    Problem left = problem();
    campaign.operations();

    running();
    ended(detail("ABORTED"));

    assertThat(campaign.operations()).containsExactly("ListExecutions");
    assertThat(problem()).isEqualTo(left);
  }

  @Test
  void event_ofAnExecutionWhoseTimeRanOut_endsTheCampaignAsFailed() {
    campaign.publish();
    running();
    closesItsHit();

    ended(detail("TIMED_OUT"));

    assertThat(steps).containsExactly("CleanUpCampaign ok", "CloseCampaign ok");
    assertThat(problem().error()).isEqualTo("States.TIMED_OUT");
    assertThat(campaign.notified)
        .containsExactly(
            "Labeling campaign failed: campaigns/birds/", "Labeling campaign birds: failed");
  }

  @Test
  void event_ofAFailedExecutionThatDidNotCleanUp_doesItAndLeavesTheCampaignToBeTakenUp() {
    campaign.publish();
    running();
    closesItsHit();

    ended(
        detail("FAILED").put("error", "some.Error").put("cause", "{\"errorMessage\":\"no luck\"}"));

    assertThat(steps).containsExactly("CleanUpCampaign ok");
    assertThat(problem().error()).isEqualTo("some.Error");
    assertThat(problem().cause()).isEqualTo("no luck");
    assertThat(problem().leftInOrder()).isPresent();
    assertThat(campaign.documents.has(KEYS.report())).isFalse();
    campaign.operations();

    // and the same event again
    ended(detail("FAILED").put("error", "late.Error"));
    assertThat(campaign.operations()).isEmpty();
    assertThat(steps).hasSize(1);
  }

  @Test
  void event_ofAFailureWithoutAName_isNamedByItsStatus() {
    campaign.open();
    running();

    ended(detail("FAILED"));

    assertThat(problem().error()).isEqualTo("States.FAILED");
    assertThat(problem().cause()).isEqualTo("the execution 'first' ended as FAILED");
  }

  @Test
  void event_ofAFailureBehindARedrive_isAnother() {
    campaign.open();
    running();
    ended(detail("FAILED").put("error", "some.Error"));

    running();
    ended(detail("FAILED").put("error", "other.Error").put("redriveCount", 1));

    assertThat(problem().error()).isEqualTo("other.Error");
    assertThat(problem().redrives()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"FAILED", "ABORTED", "TIMED_OUT"})
  void event_fromBeforeARedriveThatTookTheCampaignUp_changesNothing(String status) {
    campaign.publish();
    campaign.documents.put(
        KEYS.claim(),
        JsonCodec.document(claim().redriven(1, "some.Error", LATER, Optional.empty())));
    List<ObjectSummary> before = stored();

    ended(detail(status));

    assertThat(campaign.operations()).isEmpty();
    assertThat(steps).isEmpty();
    assertThat(stored()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"FAILED", "ABORTED", "TIMED_OUT"})
  void event_ofAnExecutionWhoseCampaignAnotherHas_changesNothing(String status) {
    campaign.publish();
    campaign.documents.put(
        KEYS.claim(),
        JsonCodec.document(claim().resumedBy("second", "some.Error", LATER, Optional.empty())));
    List<ObjectSummary> before = stored();

    ended(detail(status));

    assertThat(campaign.operations()).isEmpty();
    assertThat(stored()).isEqualTo(before);
    assertThat(campaign.notified).isEmpty();
  }

  /** As docs/operations/troubleshooting.md has it: the round's name is taken. */
  @Test
  void event_ofAStoppedExecutionThatWasRedriven_leavesTheCampaignAsItWasClosed() {
    campaign.publish();
    running();
    closesItsHit();
    ended(detail("ABORTED"));
    List<ObjectSummary> before = stored();
    campaign.notified.clear();

    running();
    ended(
        detail("FAILED")
            .put("error", "StepFunctions.ExecutionAlreadyExistsException")
            .put("redriveCount", 1));

    assertThat(stored()).isEqualTo(before);
    assertThat(campaign.notified).isEmpty();
  }

  @Test
  void event_ofACampaignThatWasNeverClaimed_saysWhyAndClosesNothing() {
    ended(detail("ABORTED"));

    assertThat(campaign.operations()).isEmpty();
    assertThat(steps).containsExactly("CleanUpCampaign ok");
    assertThat(problem().error()).isEqualTo(Problem.STOPPED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ABORTED", "TIMED_OUT"})
  void event_ofACampaignWhosePoolWasNotReadYet_closesItWithoutLabels(String status) {
    campaign.open();
    running();

    ended(detail(status));

    assertThat(steps).containsExactly("CleanUpCampaign ok", "CloseCampaign ok");
    assertThat(campaign.documents.has(KEYS.report())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void event_ofACampaignThatBrokeOffWhileItWasClaimed_isLeftInOrderWithoutAReport(
      boolean fileIsKept) {
    campaign.documents.put(
        KEYS.claim(), JsonCodec.document(Claim.first("birds", "first", Instant.EPOCH)));
    if (fileIsKept) {
      campaign.documents.put(KEYS.spec(), TurkCampaign.FILE.getBytes(StandardCharsets.UTF_8));
    }
    running();

    ended(detail("ABORTED"));

    assertThat(steps).containsExactly("CleanUpCampaign ok");
    assertThat(problem().leftInOrder()).isPresent();
    assertThat(campaign.documents.has(KEYS.report())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"key\": \"\"}", "[1]", "\"birds\"", "{\"key\": \"birds.json\"}"})
  void event_withoutACampaign_changesNothing(String input) {
    assertThatThrownBy(() -> ended(detail("FAILED").put("input", input)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ends with '/'");

    assertThat(stored()).isEmpty();
    assertThat(campaign.operations()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SUCCEEDED", "RUNNING", "PENDING_REDRIVE", ""})
  void event_ofAnExecutionThatDidNotBreakOff_isRefused(String status) {
    campaign.open();
    List<ObjectSummary> before = stored();

    assertThatThrownBy(() -> ended(detail(status)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[ABORTED, TIMED_OUT, FAILED], but was '" + status + "'");

    assertThat(stored()).isEqualTo(before);
    assertThat(campaign.operations()).isEmpty();
  }
}
