package io.labelloop.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.labelloop.annotation.Annotation;
import io.labelloop.aws.crowd.ItemDisplay;
import io.labelloop.aws.mechanicalturk.HitNotifications;
import io.labelloop.aws.mechanicalturk.MechanicalTurkAccount;
import io.labelloop.aws.mechanicalturk.MechanicalTurkWorkforce;
import io.labelloop.budget.Money;
import io.labelloop.campaign.MechanicalTurkSpec;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import io.labelloop.sequence.TagSequence;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.port.InMemoryObjectStore;
import io.labelloop.workflow.port.LabelingJob;
import io.labelloop.workflow.port.Workforce;
import io.labelloop.workflow.port.WorkforceContract;
import io.labelloop.workflow.port.WorkforceOutageException;
import io.labelloop.workflow.port.WorkforceRefusedException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.mturk.MTurkClient;

class MechanicalTurkWorkforceTest extends WorkforceContract {
  private static final String BUCKET = "data";
  private static final String QUEUE = "https://sqs.us-east-1.amazonaws.com/123456789012/labelloop";

  private final InMemoryObjectStore objects = new InMemoryObjectStore();
  private final DocumentStore documents = new DocumentStore(objects);
  private final RecordedCallback callback = new RecordedCallback();
  private final Delivery messages = new Delivery(this::message);
  private final Map<String, LabelingJob> published = new HashMap<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private MechanicalTurkSpec spec = spec(2, Optional.empty(), 0);
  private MechanicalTurkServer server;
  private MTurkClient client;

  @BeforeEach
  void start() {
    server = new MechanicalTurkServer(Models.mechanicalTurk(), new EagerCrowd(30), messages);
    client = Clients.mechanicalTurk(server.server().endpoint());
  }

  @AfterEach
  void everyRequestKeptToTheServiceModel() {
    if (server != null) {
      client.close();
      server.close();
      assertThat(server.server().mistakes()).isEmpty();
    }
  }

  private void message(String body) {
    notifications().follow(body);
  }

  private HitNotifications notifications() {
    return new HitNotifications(
        client,
        documents,
        BUCKET,
        key -> new Remembering().turk().advance(Objects.requireNonNull(published.get(key))));
  }

  private static MechanicalTurkSpec spec(int page, Optional<Money> hourlyPay, double bonusShare) {
    return new MechanicalTurkSpec(
        page,
        Optional.empty(),
        Optional.empty(),
        1_800,
        604_800,
        259_200,
        MechanicalTurkSpec.Approval.ALL,
        hourlyPay,
        bonusShare,
        new MechanicalTurkSpec.Qualifications(
            OptionalInt.of(95), OptionalInt.of(100), List.of("US", "DE"), false, true));
  }

  /** The workforce, remembering the jobs that it is given, as the campaign's documents do. */
  private final class Remembering implements Workforce {
    MechanicalTurkWorkforce turk() {
      return new MechanicalTurkWorkforce(
          client,
          documents,
          callback,
          () -> now,
          spec,
          Money.parse("0.10 USD"),
          new MechanicalTurkAccount(BUCKET, QUEUE),
          new ItemDisplay(Optional.empty(), List.of()));
    }

    @Override
    public void publish(LabelingJob job, String taskToken) {
      published.put(job.key(), job);
      turk().publish(job, taskToken);
    }

    @Override
    public List<Annotation> collect(LabelingJob job) {
      return turk().collect(job);
    }

    @Override
    public void cancel(LabelingJob job) {
      turk().cancel(job);
    }
  }

  @Override
  protected Workforce workforce() {
    return new Remembering();
  }

  @Override
  protected void letAnswersCome() {
    server.work();
  }

  @Override
  protected List<String> succeeded() {
    return callback.succeeded;
  }

  private static LabelingJob birds(int items, int annotations, String text) {
    return new LabelingJob(
        "campaigns/birds/rounds/0007/jobs/2",
        "Which \"bird\"?",
        List.of("tit", "wren & co"),
        IntStream.range(0, items)
            .mapToObj(
                i ->
                    new LabelingJob.Question(
                        new ItemId("i" + i), new ItemContent.Text(text), annotations, List.of()))
            .toList(),
        Duration.ofDays(30));
  }

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
