package io.labelloop.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.labelloop.annotation.Annotation;
import io.labelloop.budget.Money;
import io.labelloop.numeric.DenseVector;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.Picture;
import io.labelloop.sequence.TagSequence;
import io.labelloop.workflow.port.LabelingJob;
import io.labelloop.workflow.port.WorkforceOutageException;
import io.labelloop.workflow.port.WorkforceRefusedException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is asked of Ground Truth, and what is refused. */
class GroundTruthWorkforceTest extends GroundTruthSetting {
  @Test
  void publish_ofAWave_namesItsJobAfterCampaignRoundAndWave() {
    workforce().publish(birds(1), "token");
    assertThat(server.created().getFirst().path("LabelingJobName").asText())
        .matches("labelloop-birds-r7-w2-[0-9a-f]{10}-1")
        .hasSizeLessThanOrEqualTo(63);
  }

  /** Ground Truth signs the objects of a page in the job's role, for the person who is shown it. */
  @Test
  void publish_ofPicturesBesideThePool_namesTheirObjectsForTheServiceToSign() {
    var job =
        new LabelingJob(
            "campaigns/birds/rounds/0007/jobs/2",
            "Which bird?",
            List.of("tit", "wren & co"),
            List.of(
                new LabelingJob.Question(
                    new ItemId("i0"),
                    new ItemContent.Features(
                        DenseVector.of(new double[] {1}),
                        Optional.of(new Picture("sea/7.png", Optional.of("a tern")))),
                    2,
                    List.of())),
            Duration.ofDays(30));
    workforce().publish(job, "token");
    JsonNode request = server.created().getFirst();
    assertThat(object(request.at("/InputConfig/DataSource/S3DataSource/ManifestS3Uri").asText()))
        .contains("\"image\":\"s3://data/campaigns/birds/pool/sea/7.png\"")
        .contains("\"alt\":\"a tern\"")
        .doesNotContain("rows");
    assertThat(object(request.at("/HumanTaskConfig/UiConfig/UiTemplateS3Uri").asText()))
        .contains("src=\"{{ task.input.image | grant_read_access }}\"");
    letAnswersCome();
    assertThat(workforce().collect(job)).hasSize(2);
  }

  private String object(String uri) {
    return new String(
        objects.get(uri.substring(("s3://" + BUCKET + "/").length())).orElseThrow().content(),
        StandardCharsets.UTF_8);
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
  void collect_ofASequenceTask_givesTheTagsOfTheSentences() {
    LabelingJob job = SentenceJob.ofTwoSentences();
    workforce().publish(job, "token");
    letAnswersCome();
    assertThat(workforce().collect(job).stream().map(Annotation::tags))
        .containsExactly(
            TagSequence.of(1, 0, 0), TagSequence.of(1, 0, 0), TagSequence.of(1), TagSequence.of(1));
  }

  private int workers(JsonNode request) {
    return request.at("/HumanTaskConfig/NumberOfHumanWorkersPerDataObject").asInt();
  }
}
