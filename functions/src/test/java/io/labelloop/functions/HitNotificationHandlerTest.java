package io.labelloop.functions;

import static io.labelloop.functions.TurkCampaign.HIT_ENDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.step.OccurrenceLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HitNotificationHandlerTest {
  private static final String ALL_FOLLOWED = "{\"batchItemFailures\":[]}";

  private final TurkCampaign campaign = new TurkCampaign();
  private final List<String> lines = new ArrayList<>();
  private final HitNotificationHandler handler =
      new HitNotificationHandler(campaign.crowds, campaign.steps, new OccurrenceLog(lines::add));

  @AfterEach
  void everyAnswerWasAskedFor() {
    assertThat(campaign.http.left()).isZero();
  }

  private String take(String batch) throws IOException {
    var output = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(batch.getBytes(StandardCharsets.UTF_8)),
        output,
        TurkCampaign.context());
    return output.toString(StandardCharsets.UTF_8);
  }

  /** A batch of messages with the ids m1, m2, ... */
  private static String batch(String... bodies) {
    var batch = JsonCodec.mapper().createObjectNode();
    var records = batch.putArray("Records");
    for (String body : bodies) {
      records.addObject().put("messageId", "m" + records.size()).put("body", body);
    }
    return batch.toString();
  }

  private static String about(String document, String... hits) {
    var message = JsonCodec.mapper().createObjectNode().put("EventDocId", document);
    var events = message.putArray("Events");
    for (String hit : hits) {
      events.addObject().put("EventType", "HITReviewable").put("HITId", hit);
    }
    return message.toString();
  }

  private void hitHasEnded() {
    campaign.http.then(HIT_ENDED);
    campaign.registersItsType();
    campaign.http.then(HIT_ENDED).then("{\"NumResults\": 0, \"Assignments\": []}");
  }

  @Test
  void message_aboutTheLastHitOfAJob_paysAndAnswersItsToken() throws IOException {
    campaign.publish();
    hitHasEnded();
    campaign.http.then("{}");

    assertThat(take(batch(about("doc-1", "3HIT")))).isEqualTo(ALL_FOLLOWED);

    List<String> calls = campaign.http.calls();
    assertThat(calls).hasSize(6);
    assertThat(calls.getFirst()).isEqualTo("GetHIT {\"HITId\":\"3HIT\"}");
    assertThat(calls.get(4)).startsWith("ListAssignmentsForHIT").contains("3HIT", "Submitted");
    assertThat(calls.getLast())
        .isEqualTo("SendTaskSuccess {\"taskToken\":\"token\",\"output\":\"{}\"}");
    assertThat(lines).isEmpty();
  }

  @Test
  void message_withSeveralEventsOfAJob_letsItGoOnOnce() throws IOException {
    campaign.publish();
    campaign.http.then(HIT_ENDED);
    hitHasEnded();
    campaign.http.then("{}");

    assertThat(take(batch(about("doc-1", "3HIT", "3HIT")))).isEqualTo(ALL_FOLLOWED);

    assertThat(campaign.operations())
        .containsExactly(
            "GetHIT",
            "GetHIT",
            "CreateHITType",
            "UpdateNotificationSettings",
            "GetHIT",
            "ListAssignmentsForHIT",
            "SendTaskSuccess");
  }

  @Test
  void message_thatComesAgain_isFollowedOnce() throws IOException {
    campaign.publish();
    hitHasEnded();
    campaign.http.then("{}");
    String message = about("doc-1", "3HIT");
    take(batch(message, message));
    campaign.operations();

    assertThat(take(batch(message))).isEqualTo(ALL_FOLLOWED);

    assertThat(campaign.operations()).isEmpty();
  }

  @Test
  void message_aboutAJobThatPeopleStillAnswer_answersNoToken() throws IOException {
    campaign.publish();
    campaign.http.then(HIT_ENDED);
    campaign.registersItsType();
    campaign.http.then("{\"HIT\": {\"HITId\": \"3HIT\", \"HITStatus\": \"Assignable\"}}");

    assertThat(take(batch(about("doc-1", "3HIT")))).isEqualTo(ALL_FOLLOWED);

    assertThat(campaign.operations()).doesNotContain("SendTaskSuccess");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TaskDoesNotExist", "TaskTimedOut", "InvalidToken"})
  void message_aboutAJobThatNobodyWaitsForAnyMore_isFollowed(String gone) throws IOException {
    campaign.publish();
    hitHasEnded();
    campaign.http.thenError(gone);

    assertThat(take(batch(about("doc-1", "3HIT")))).isEqualTo(ALL_FOLLOWED);

    assertThat(campaign.operations()).endsWith("SendTaskSuccess");
    assertThat(lines).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "labelloop:another-bucket/campaigns/birds/rounds/0001/jobs/1#00001-1",
        "labelloop:data/campaigns/birds/rounds/0001/jobs/1",
        "labelloop:data/campaigns/birds#00001-1",
        "somebody else's"
      })
  void message_aboutAHitThatIsNoneOfOurs_asksNothingMoreOfIt(String annotation) throws IOException {
    campaign.http.then(
        "{\"HIT\": {\"HITId\": \"3OTHER\", \"RequesterAnnotation\": \"" + annotation + "\"}}");

    assertThat(take(batch(about("doc-1", "3OTHER")))).isEqualTo(ALL_FOLLOWED);

    assertThat(campaign.operations()).containsExactly("GetHIT");
    assertThat(lines).isEmpty();
  }

  @Test
  void message_aboutAHitThatIsGone_isFollowed() throws IOException {
    campaign.http.thenError("RequestError");

    assertThat(take(batch(about("doc-1", "3GONE")))).isEqualTo(ALL_FOLLOWED);

    assertThat(campaign.operations()).containsExactly("GetHIT");
  }

  @Test
  void message_withoutAHit_asksNothing() throws IOException {
    String test = "{\"EventDocId\": \"doc-1\", \"Events\": [{\"EventType\": \"Ping\"}]}";

    assertThat(take(batch(about("doc-2"), test))).isEqualTo(ALL_FOLLOWED);

    assertThat(campaign.operations()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no JSON",
        "[]",
        "{}",
        "{\"Events\": []}",
        "{\"EventDocId\": \"doc-1\"}",
        "{\"EventDocId\": \"doc-1\", \"Events\": {}}"
      })
  void message_thatIsNone_isGivenBackAndLoggedWithoutItsWords(String body) throws IOException {
    assertThat(take(batch(body)))
        .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m1\"}]}");

    assertThat(lines)
        .containsExactly(
            "{\"event\":\"hit-notification\",\"outcome\":\"failed\","
                + "\"error\":\"IllegalArgumentException\",\"id\":\"m1\"}");
  }

  @Test
  void messages_ofWhichOneFails_areFollowedBeforeAndBehindIt() throws IOException {
    campaign.publish();
    campaign.http.thenError("AccessDeniedException");
    hitHasEnded();
    campaign.http.then("{}");

    assertThat(take(batch(about("doc-1", "3HIT"), "broken", about("doc-2", "3HIT"))))
        .isEqualTo(
            "{\"batchItemFailures\":[{\"itemIdentifier\":\"m1\"},{\"itemIdentifier\":\"m2\"}]}");

    assertThat(campaign.operations()).endsWith("SendTaskSuccess");
    assertThat(lines).hasSize(2).allMatch(line -> !line.contains("3HIT"));
  }

  @Test
  void message_thatFailed_isFollowedWhenItComesAgain() throws IOException {
    campaign.publish();
    String message = about("doc-1", "3HIT");
    hitHasEnded();
    campaign.http.thenError("AccessDeniedException");
    assertThat(take(batch(message))).contains("m1");
    assertThat(lines).singleElement().asString().contains("SfnException");

    // the HIT is known to have ended, and has been paid
    campaign.http.then(HIT_ENDED);
    campaign.registersItsType();
    campaign.http.then("{}");
    campaign.operations();
    assertThat(take(batch(message))).isEqualTo(ALL_FOLLOWED);

    assertThat(campaign.operations())
        .containsExactly(
            "GetHIT", "CreateHITType", "UpdateNotificationSettings", "SendTaskSuccess");
  }

  @Test
  void message_aboutACampaignThatIsNotThere_isGivenBack() throws IOException {
    campaign.http.then(HIT_ENDED);

    assertThat(take(batch(about("doc-1", "3HIT")))).contains("m1");

    assertThat(lines).hasSize(1);
  }

  @Test
  void batch_withoutMessages_hasNoFailures() throws IOException {
    assertThat(take("{}")).isEqualTo(ALL_FOLLOWED);
  }
}
