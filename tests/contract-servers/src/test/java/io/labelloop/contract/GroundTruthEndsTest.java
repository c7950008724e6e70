package io.labelloop.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.annotation.Annotation;
import io.labelloop.aws.groundtruth.LabelingJobFailedException;
import io.labelloop.aws.groundtruth.LabelingJobs;
import io.labelloop.workflow.port.LabelingJob;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** How labeling jobs end, and what is told of it. */
class GroundTruthEndsTest extends GroundTruthSetting {
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
}
