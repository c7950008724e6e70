package io.labelloop.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.labelloop.annotation.Annotation;
import io.labelloop.sequence.TagSequence;
import io.labelloop.workflow.port.LabelingJob;
import io.labelloop.workflow.port.WorkforceOutageException;
import io.labelloop.workflow.port.WorkforceRefusedException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is asked of Mechanical Turk, and what is refused. */
class MechanicalTurkWorkforceTest extends MechanicalTurkSetting {
  @Test
  void publish_ofAWave_paysForPagesWhatThePriceLeavesAfterFees() {
    spec = spec(2, Optional.empty(), 0);
    workforce().publish(birds(5, 3, "a ]]> b \u0001"), "token");
    // three pages of 1, 2 and 2 items, at 0.10 USD an item: 0.08 + 0.02 and 0.16 + 0.04 of fee
    assertThat(server.types().stream().map(type -> type.path("Reward").asText()))
        .containsExactly("0.08", "0.16");
    assertThat(server.created().stream().map(hit -> hit.path("MaxAssignments").asInt()))
        .containsExactly(3, 3, 3);
    letAnswersCome();
    assertThat(server.paid()).isEqualByComparingTo(new BigDecimal("1.50"));
    assertThat(server.assignmentStates()).hasSize(9).containsOnly("Approved");
  }

  @Test
  void publish_ofAWave_asksForTheQualificationsAndNotifications() {
    workforce().publish(birds(1, 1, "a"), "token");
    assertThat(server.types().getFirst().path("QualificationRequirements").toString())
        .contains("\"000000000000000000L0\"", "\"GreaterThanOrEqualTo\"", "95")
        .contains("\"00000000000000000071\"", "\"In\"", "\"DE\"")
        .contains("\"00000000000000000060\"");
    assertThat(server.server().calls()).contains("UpdateNotificationSettings");
  }

  @Test
  void publish_ofMoreThanNineAnnotations_splitsTheHitAndKeepsItsWorkersOutOfTheNext() {
    LabelingJob job = birds(1, 12, "a");
    workforce().publish(job, "token");
    assertThat(server.created()).hasSize(1);
    letAnswersCome();
    letAnswersCome();
    assertThat(server.created().stream().map(hit -> hit.path("MaxAssignments").asInt()))
        .containsExactly(9, 3);
    assertThat(callback.succeeded).containsExactly("token");
    assertThat(workforce().collect(job)).hasSize(12);
  }

  @Test
  void publish_whoseAnswerWasLost_findsTheHitByItsToken() {
    server.server().failNext("CreateHITWithHITType", Fault.MALFORMED_ANSWER, 1);
    workforce().publish(birds(1, 1, "a"), "token");
    assertThat(server.created()).hasSize(1);
    letAnswersCome();
    assertThat(callback.succeeded).containsExactly("token");
  }

  @Test
  void publish_repeatedAfterItsTokenRanOut_findsTheHitByItsAnnotation() {
    // every answer to the first publication is lost, so no id is stored
    server.server().failNext("CreateHITWithHITType", Fault.MALFORMED_ANSWER, 1);
    server.server().failNext("CreateHITWithHITType", Fault.SERVER_ERROR, 5);
    assertThatThrownBy(() -> workforce().publish(birds(1, 1, "a"), "token"))
        .isInstanceOf(WorkforceOutageException.class);
    server.forgetTokens();
    now = now.plus(Duration.ofHours(25));
    workforce().publish(birds(1, 1, "a"), "token");
    assertThat(server.created()).hasSize(1);
  }

  @Test
  void publish_toAThrottledService_isPaced() {
    server.server().failNext("CreateHITWithHITType", Fault.THROTTLED, 4);
    workforce().publish(birds(1, 1, "a"), "token");
    assertThat(server.created()).hasSize(1);
  }

  @Test
  void publish_fromAnAccountThatCannotPay_isRefusedBeforeAHitIsMade() {
    server.balance("0.99");
    assertThatThrownBy(() -> workforce().publish(birds(5, 2, "a"), "token"))
        .isInstanceOf(WorkforceRefusedException.class)
        .hasMessageContaining("0.99 USD")
        .hasMessageContaining("may cost 1 USD");
    assertThat(server.created()).isEmpty();
  }

  @Test
  void publish_toAServiceThatIsClosed_saysWhatToUseInstead() {
    server.server().failNext("GetAccountBalance", Fault.ACCESS_DENIED, 1);
    assertThatThrownBy(() -> workforce().publish(birds(1, 1, "a"), "token"))
        .isInstanceOf(WorkforceRefusedException.class)
        .hasMessageContaining("closed on 30 September 2026")
        .hasMessageContaining("'portal'");
    client.close();
    server.close();
    client = Clients.mechanicalTurk(server.server().endpoint());
    assertThatThrownBy(() -> workforce().publish(birds(1, 1, "a"), "token"))
        .isInstanceOf(WorkforceRefusedException.class)
        .hasMessageContaining("could not be reached");
  }

  @Test
  void publish_ofLongItems_makesMorePagesAndRefusesWhatFitsOnNone() {
    workforce().publish(birds(2, 1, "x".repeat(40_000)), "token");
    assertThat(server.created()).hasSize(2);
    var longer =
        new LabelingJob(
            "campaigns/birds/rounds/0007/jobs/3",
            "?",
            List.of("a", "b"),
            birds(1, 1, "x".repeat(70_000)).questions(),
            Duration.ofDays(30));
    assertThatThrownBy(() -> workforce().publish(longer, "token"))
        .isInstanceOf(WorkforceRefusedException.class)
        .hasMessageContaining("page of item 'i0' alone has");
  }

  @Test
  void publish_ofAHit_carriesItsJobAsAnnotation() {
    workforce().publish(birds(1, 1, "a"), "token");
    JsonNode request = server.created().getFirst();
    assertThat(request.path("RequesterAnnotation").asText())
        .isEqualTo("labelloop:data/campaigns/birds/rounds/0007/jobs/2#00001-1");
    assertThat(request.path("UniqueRequestToken").asText()).hasSizeLessThanOrEqualTo(64);
  }

  @Test
  void collect_ofASequenceTask_givesTheTagsOfTheSentences() {
    LabelingJob job = SentenceJob.ofTwoSentences();
    workforce().publish(job, "token");
    letAnswersCome();
    assertThat(workforce().collect(job).stream().map(Annotation::tags))
        .containsExactly(
            TagSequence.of(1, 0, 0), TagSequence.of(1, 0, 0), TagSequence.of(1), TagSequence.of(1));
  }
}
