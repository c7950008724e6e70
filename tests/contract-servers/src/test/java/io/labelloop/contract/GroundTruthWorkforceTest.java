package io.labelloop.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.labelloop.annotation.Annotation;
import io.labelloop.aws.crowd.ItemDisplay;
import io.labelloop.aws.groundtruth.GroundTruthAccount;
import io.labelloop.aws.groundtruth.GroundTruthWorkforce;
import io.labelloop.aws.groundtruth.LabelingJobFailedException;
import io.labelloop.aws.groundtruth.LabelingJobs;
import io.labelloop.budget.Money;
import io.labelloop.campaign.GroundTruthSpec;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;

class GroundTruthWorkforceTest extends WorkforceContract {
  private static final String BUCKET = "data";
  private static final String TEAM =
      "arn:aws:sagemaker:us-east-1:123456789012:workteam/private-crowd/linguists";
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

  private final InMemoryObjectStore objects = new InMemoryObjectStore();
  private final DocumentStore documents = new DocumentStore(objects);
  private final RecordedCallback callback = new RecordedCallback();
  private final Delivery events = new Delivery(this::event);
  private GroundTruthServer server;
  private SageMakerClient client;
  private LabelingJobs jobs;

  @BeforeEach
  void start() {
    server = new GroundTruthServer(Models.sageMaker(), new EagerCrowd(6), events);
    server.keepFilesIn(objects);
    client = Clients.sageMaker(server.server().endpoint());
    jobs = new LabelingJobs(client, documents, callback, BUCKET);
  }

  @AfterEach
  void everyRequestKeptToTheServiceModel() {
    if (server != null) {
      client.close();
      server.close();
      assertThat(server.server().mistakes()).isEmpty();
    }
  }

  private void event(String json) {
    try {
      jobs.ended(new ObjectMapper().readTree(json).at("/resources/0").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static GroundTruthSpec spec(String team, Optional<Money> taskPrice) {
    return new GroundTruthSpec(
        team,
        taskPrice,
        Money.parse("0 USD"),
        Optional.empty(),
        Optional.of("Read it\nwhole \uD83D\uDE00."),
        300,
        864_000,
        1_000,
        taskPrice.isPresent() ? List.of("personal-information") : List.of(),
        Optional.empty());
  }

  private GroundTruthWorkforce workforce(GroundTruthSpec spec) {
    return new GroundTruthWorkforce(
        client,
        documents,
        callback,
        CLOCK,
        spec,
        new GroundTruthAccount(BUCKET, "arn:aws:iam::123456789012:role/labelloop-ground-truth"),
        new ItemDisplay(Optional.empty(), List.of()),
        "campaigns/birds/");
  }

  @Override
  protected Workforce workforce() {
    return workforce(spec(TEAM, Optional.empty()));
  }

  @Override
  protected void letAnswersCome() {
    server.work();
  }

  @Override
  protected List<String> succeeded() {
    return callback.succeeded;
  }

  private static LabelingJob birds(int... annotations) {
    var questions =
        java.util.stream.IntStream.range(0, annotations.length)
            .mapToObj(
                i ->
                    new LabelingJob.Question(
                        new ItemId("i" + i),
                        new ItemContent.Text("a < b & {{ c }} %}"),
                        annotations[i],
                        List.of()))
            .toList();
    return new LabelingJob(
        "campaigns/birds/rounds/0007/jobs/2",
        "Which \"bird\"?",
        List.of("tit", "wren & co"),
        questions,
        Duration.ofDays(30));
  }

  @Test
  void publish_ofAWave_namesItsJobAfterCampaignRoundAndWave() {
    workforce().publish(birds(1), "token");
    assertThat(server.created().getFirst().path("LabelingJobName").asText())
        .matches("labelloop-birds-r7-w2-[0-9a-f]{10}-1")
        .hasSizeLessThanOrEqualTo(63);
  }

  @Test
  void publish_ofQuestionsThatWantDifferentNumbers_makesAJobForEachNumber() {
    LabelingJob job = birds(1, 3, 1);
    workforce().publish(job, "token");
    assertThat(server.created().stream().map(this::workers)).containsExactly(1, 3);
    letAnswersCome();
    assertThat(callback.succeeded).containsOnly("token");
    assertThat(workforce().collect(job).stream().map(a -> a.item().value()))
        .containsExactly("i0", "i1", "i1", "i1", "i2");
  }

  private int workers(JsonNode request) {
    return request.at("/HumanTaskConfig/NumberOfHumanWorkersPerDataObject").asInt();
  }

  @Test
  void publish_thatWasCutOffBehindItsFirstJob_goesOnWithTheSecond() {
    LabelingJob job = birds(1, 3);
    server.server().failNext("CreateLabelingJob", Fault.MALFORMED_ANSWER, 1);
    workforce().publish(job, "token");
    workforce().publish(job, "token");
    assertThat(server.created()).hasSize(2);
    letAnswersCome();
    assertThat(workforce().collect(job)).hasSize(4);
  }

  @Test
  void publish_toThePublicWorkTeam_saysItsPriceAndThatNoOneIsNamed() {
    workforce(
            spec(
                "arn:aws:sagemaker:us-east-1:394669845002:workteam/public-crowd/default",
                Optional.of(Money.parse("1.080 USD"))))
        .publish(birds(2), "token");
    JsonNode request = server.created().getFirst();
    assertThat(request.at("/HumanTaskConfig/PublicWorkforceTaskPrice/AmountInUsd").toString())
        .isEqualTo("{\"Dollars\":1,\"Cents\":8,\"TenthFractionsOfACent\":0}");
    assertThat(request.at("/InputConfig/DataAttributes/ContentClassifiers").toString())
        .contains("FreeOfPersonallyIdentifiableInformation");
  }

  @Test
  void publish_toAWorkTeamThatIsNotThere_isRefusedBeforeAJobIsMade() {
    server.closeWorkTeams();
    assertThatThrownBy(() -> workforce().publish(birds(1), "token"))
        .isInstanceOf(WorkforceRefusedException.class)
        .hasMessageContaining("/workforce/groundTruth/workTeam")
        .hasMessageContaining("make it in the SageMaker console");
    assertThat(server.created()).isEmpty();
  }

  @Test
  void publish_fromAnAccountThatIsClosedToTheService_saysWhatToUseInstead() {
    server.server().failNext("CreateLabelingJob", Fault.ACCESS_DENIED, 1);
    assertThatThrownBy(() -> workforce().publish(birds(1), "token"))
        .isInstanceOf(WorkforceRefusedException.class)
        .hasMessageContaining("no new customers since July 2026")
        .hasMessageContaining("'portal' in /workforce/type");
  }

  @Test
  void publish_toAThrottledAndFailingService_isTriedAgainUntilItWorks() {
    server.server().failNext("CreateLabelingJob", Fault.THROTTLED, 3);
    server.server().failNext("CreateLabelingJob", Fault.SERVER_ERROR, 1);
    workforce().publish(birds(1), "token");
    assertThat(server.created()).hasSize(1);
  }

  @Test
  void publish_toAServiceThatStaysDown_isToBeRepeatedByTheWorkflow() {
    server.server().failNext("DescribeWorkteam", Fault.SERVER_ERROR, 6);
    assertThatThrownBy(() -> workforce().publish(birds(1), "token"))
        .isInstanceOf(WorkforceOutageException.class);
    server.server().failNext("CreateLabelingJob", Fault.EXPIRED_TOKEN, 1);
    assertThatThrownBy(() -> workforce().publish(birds(1), "token"))
        .isInstanceOf(WorkforceOutageException.class);
    workforce().publish(birds(1), "token");
    assertThat(server.created()).hasSize(1);
  }

  @Test
  void events_thatComeTwiceAndOutOfOrder_changeNothing() {
    LabelingJob job = birds(1, 2, 3);
    workforce().publish(job, "token");
    events.mood(Delivery.Mood.TWICE_AND_SHUFFLED);
    letAnswersCome();
    assertThat(callback.succeeded).isNotEmpty().containsOnly("token");
    assertThat(workforce().collect(job)).hasSize(6);
  }

  @Test
  void events_thatAreLost_areMadeUpForByPublishingAgain() {
    workforce().publish(birds(1, 2), "token");
    events.mood(Delivery.Mood.LOST);
    letAnswersCome();
    assertThat(callback.succeeded).isEmpty();
    workforce().publish(birds(1, 2), "next token");
    assertThat(callback.succeeded).containsExactly("next token");
    assertThat(server.created()).hasSize(2);
  }

  @Test
  void events_ofSomebodyElsesJobs_areLeftAlone() {
    assertThat(jobs.ended(GroundTruthServer.ARN + "labeling-job/cats-and-dogs")).isFalse();
    assertThat(jobs.ended(GroundTruthServer.ARN + "labeling-job/labelloop-gone")).isFalse();
    workforce().publish(birds(1), "token");
    letAnswersCome();
    String name = server.created().getFirst().path("LabelingJobName").asText();
    var elsewhere = new LabelingJobs(client, documents, callback, "another-bucket");
    assertThat(elsewhere.ended(GroundTruthServer.ARN + "labeling-job/" + name)).isFalse();
  }

  @Test
  void end_withSomeObjectsUnlabeled_keepsWhatWasAnswered() {
    LabelingJob job = birds(1, 1, 1, 1);
    workforce().publish(job, "token");
    server.answerOnly(50);
    letAnswersCome();
    assertThat(callback.succeeded).containsExactly("token");
    assertThat(workforce().collect(job).stream().map(a -> a.item().value()))
        .containsExactly("i0", "i1");
    assertThat(text("consolidated.jsonl")).contains("\"item\":\"i3\"");
  }

  @Test
  void end_withNothingLabeled_isAnEndWithoutAnswers() {
    LabelingJob job = birds(1);
    workforce().publish(job, "token");
    server.silence();
    letAnswersCome();
    assertThat(callback.succeeded).containsExactly("token");
    assertThat(workforce().collect(job)).isEmpty();
  }

  @Test
  void end_byFailureWithoutAnAnswer_failsTheWorkflowWithTheServicesReason() {
    workforce().publish(birds(1), "token");
    server.silence();
    server.endWith(GroundTruthServer.End.FAILED);
    letAnswersCome();
    assertThat(callback.succeeded).isEmpty();
    assertThat(callback.failed).hasSize(1);
    assertThat(callback.failed.getFirst())
        .contains(LabelingJobFailedException.class.getName())
        .contains("the role may not read the input manifest");
  }

  @Test
  void end_byFailureBehindSomeAnswers_keepsThem() {
    LabelingJob job = birds(1, 1);
    workforce().publish(job, "token");
    server.answerOnly(50);
    server.endWith(GroundTruthServer.End.FAILED);
    letAnswersCome();
    assertThat(callback.failed).isEmpty();
    assertThat(callback.succeeded).containsExactly("token");
    assertThat(workforce().collect(job)).hasSize(1);
    assertThat(text("part-1/ended.json"))
        .contains("Failed")
        .contains("the role may not read the input manifest");
  }

  @Test
  void end_byHand_isAnEndLikeAnother() {
    LabelingJob job = birds(1);
    workforce().publish(job, "token");
    workforce().cancel(job);
    letAnswersCome();
    assertThat(callback.succeeded).containsExactly("token");
  }

  @Test
  void collect_ofAnAnswerThatAnnotatorsGaveTwice_keepsTheEarlier() {
    LabelingJob job = birds(1);
    workforce().publish(job, "token");
    letAnswersCome();
    String late =
        objects.list(job.key()).stream()
            .map(o -> o.key())
            .filter(key -> key.contains("iteration-1"))
            .findFirst()
            .orElseThrow();
    Annotation before = workforce().collect(job).getFirst();
    String again =
        new String(objects.get(late).orElseThrow().content(), StandardCharsets.UTF_8)
            .replace("\"tit\":true", "\"tit\":false")
            .replace("\"wren & co\":false", "\"wren & co\":true")
            .replace("2026-01-01T08", "2026-02-01T08");
    objects.put(late.replace("iteration-1", "iteration-2"), again.getBytes(StandardCharsets.UTF_8));
    objects.put(
        late.replace("iteration-1/0", "iteration-3/0"), "{broken".getBytes(StandardCharsets.UTF_8));
    assertThat(workforce().collect(job)).containsExactly(before);
  }

  private String text(String file) {
    return new String(
        objects.get(birds(1).key() + "/" + file).orElseThrow().content(), StandardCharsets.UTF_8);
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
