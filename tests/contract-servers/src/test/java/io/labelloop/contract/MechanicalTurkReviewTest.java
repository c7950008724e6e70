package io.labelloop.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labelloop.budget.Money;
import io.labelloop.campaign.MechanicalTurkSpec;
import io.labelloop.workflow.port.LabelingJob;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How HITs end, what is told of it, and who is paid. */
class MechanicalTurkReviewTest extends MechanicalTurkSetting {
  @Test
  void messages_thatComeTwiceAndOutOfOrder_changeNothing() {
    LabelingJob job = birds(6, 2, "a");
    workforce().publish(job, "token");
    messages.mood(Delivery.Mood.TWICE_AND_SHUFFLED);
    letAnswersCome();
    assertThat(callback.succeeded).isNotEmpty().containsOnly("token");
    assertThat(workforce().collect(job)).hasSize(12);
    assertThat(server.server().calls().stream().filter("ApproveAssignment"::equals)).hasSize(6);
  }

  @Test
  void messages_thatAreLost_areMadeUpForByPublishingAgain() {
    workforce().publish(birds(3, 2, "a"), "token");
    messages.mood(Delivery.Mood.LOST);
    letAnswersCome();
    assertThat(callback.succeeded).isEmpty();
    workforce().publish(birds(3, 2, "a"), "next token");
    assertThat(callback.succeeded).containsExactly("next token");
    assertThat(server.created()).hasSize(2);
  }

  @Test
  void messages_thatAreNone_belongIntoTheDeadLetterQueue() {
    for (String body : List.of("", "{", "{}", "{\"EventDocId\": \"a\"}")) {
      assertThatThrownBy(() -> notifications().follow(body))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(
            notifications().follow("{\"EventDocId\": \"b\", \"Events\": [{\"HITId\": \"3GONE\"}]}"))
        .isZero();
  }

  @Test
  void answers_thatAreNone_ArePaidByDefaultAndLeaveTheItemsUnanswered() {
    LabelingJob job = birds(2, 1, "a");
    workforce().publish(job, "token");
    server.malform();
    letAnswersCome();
    assertThat(callback.succeeded).containsExactly("token");
    assertThat(workforce().collect(job)).isEmpty();
    assertThat(server.assignmentStates()).containsExactly("Approved");
  }

  @Test
  void answers_thatAreNone_areRejectedWhereTheCampaignSaysSo() {
    MechanicalTurkSpec fair = spec(2, Optional.empty(), 0);
    spec =
        new MechanicalTurkSpec(
            fair.itemsPerPage(),
            fair.title(),
            fair.instructions(),
            fair.taskTimeLimitSeconds(),
            fair.availableSeconds(),
            fair.autoApprovalSeconds(),
            MechanicalTurkSpec.Approval.ANSWERED,
            fair.hourlyPay(),
            fair.bonusShare(),
            fair.qualifications());
    workforce().publish(birds(2, 1, "a"), "token");
    server.malform();
    letAnswersCome();
    assertThat(server.assignmentStates()).containsExactly("Rejected");
  }

  @Test
  void reward_thatFallsShortOfTheHourlyPay_isMadeUpForWithinThePrice() {
    spec = spec(10, Optional.of(Money.parse("12 USD")), 0.5);
    server.secondsPerPage(240);
    workforce().publish(birds(10, 1, "a"), "token");
    letAnswersCome();
    // 1.00 USD for ten items: half of it pays a reward of 0.41 and its fee of 0.09; four minutes
    // are worth 0.80, and what is left, 0.50, pays 0.39 of the missing and its fee of 0.08
    assertThat(server.types().getFirst().path("Reward").asText()).isEqualTo("0.41");
    assertThat(server.paid()).isEqualByComparingTo(new BigDecimal("0.97"));
  }

  @Test
  void cancel_ofAnOpenJob_expiresItsHitsAndPaysWhoAnswered() {
    LabelingJob job = birds(4, 2, "a");
    workforce().publish(job, "token");
    workforce().cancel(job);
    letAnswersCome();
    assertThat(workforce().collect(job)).isEmpty();
    assertThat(server.server().calls().stream().filter("UpdateExpirationForHIT"::equals))
        .hasSize(2);
  }
}
