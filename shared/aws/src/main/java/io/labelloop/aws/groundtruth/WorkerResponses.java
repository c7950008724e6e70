package io.labelloop.aws.groundtruth;

import com.fasterxml.jackson.databind.JsonNode;
import io.labelloop.annotation.Annotation;
import io.labelloop.annotation.AnnotatorId;
import io.labelloop.annotation.Answer;
import io.labelloop.aws.crowd.CrowdAnswer;
import io.labelloop.pool.ItemId;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.port.LabelingJob;
import io.labelloop.workflow.port.ObjectStore;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what annotators sent, from the files that Ground Truth writes under {@code
 * annotations/worker-response/<iteration>/<object>/<time>.json}: one for each object and iteration,
 * with an element of {@code answers} for each annotator.
 *
 * <p>An answer tells its item by the name of its field ({@code item-17}), which our worker page
 * gives it. Where a page of one's own names its field otherwise, the output manifest tells which
 * file belongs to which line. What cannot be understood is left out: it is an answer less, and no
 * failure of the round.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/sms-data-output.html">Output
 *     data</a>
 */
final class WorkerResponses {
  private static final Pattern NAME = Pattern.compile("item-(\\d{1,6})");

  private WorkerResponses() {}

  /** Whether there is a file with answers at all. */
  static boolean any(ObjectStore objects, JobPlan.Part part, String jobKey) {
    return !objects.list(folder(part, jobKey)).isEmpty();
  }

  /**
   * All answers of a labeling job in the order of the files, several of one annotator among them if
   * the service gave them an item twice.
   *
   * @param byFile the items by the keys of files that the output manifest names
   */
  static List<Annotation> read(
      ObjectStore objects, JobPlan.Part part, LabelingJob job, Map<String, ItemId> byFile) {
    var annotations = new ArrayList<Annotation>();
    for (ObjectStore.ObjectSummary file : objects.list(folder(part, job.key()))) {
      Optional<LabelingJob.Question> ofFile =
          Optional.ofNullable(byFile.get(file.key()))
              .flatMap(
                  item -> job.questions().stream().filter(q -> q.item().equals(item)).findFirst());
      Optional<JsonNode> response = objects.get(file.key()).flatMap(WorkerResponses::json);
      response
          .map(json -> json.path("answers"))
          .ifPresent(
              answers ->
                  answers.forEach(
                      answer -> annotation(answer, job, ofFile).ifPresent(annotations::add)));
    }
    return annotations;
  }

  private static Optional<JsonNode> json(ObjectStore.StoredObject object) {
    try {
      return Optional.ofNullable(JsonCodec.mapper().readTree(object.content()));
    } catch (IOException broken) {
      return Optional.empty();
    }
  }

  private static Optional<Annotation> annotation(
      JsonNode response, LabelingJob job, Optional<LabelingJob.Question> ofFile) {
    JsonNode content = response.path("answerContent");
    Optional<AnnotatorId> annotator = annotator(response.path("workerId"));
    if (annotator.isEmpty() || !content.isObject()) {
      return Optional.empty();
    }
    for (Map.Entry<String, JsonNode> field : content.properties()) {
      Optional<LabelingJob.Question> question = named(field.getKey(), job).or(() -> ofFile);
      Optional<Answer> answer =
          question.flatMap(known -> CrowdAnswer.read(field.getValue(), job, known));
      if (question.isPresent() && answer.isPresent()) {
        return Optional.of(
            new Annotation(
                question.get().item(),
                annotator.get(),
                answer.get(),
                instant(response.path("submissionTime"))));
      }
    }
    return Optional.empty();
  }

  private static Optional<LabelingJob.Question> named(String field, LabelingJob job) {
    Matcher name = NAME.matcher(field);
    return name.matches() && Integer.parseInt(name.group(1)) < job.questions().size()
        ? Optional.of(job.questions().get(Integer.parseInt(name.group(1))))
        : Optional.empty();
  }

  private static Optional<AnnotatorId> annotator(JsonNode workerId) {
    try {
      return workerId.isTextual()
          ? Optional.of(new AnnotatorId(workerId.textValue()))
          : Optional.empty();
    } catch (IllegalArgumentException unusable) {
      return Optional.empty();
    }
  }

  private static Instant instant(JsonNode time) {
    try {
      return Instant.parse(time.asText(""));
    } catch (DateTimeException unknown) {
      return Instant.EPOCH;
    }
  }

  private static String folder(JobPlan.Part part, String jobKey) {
    return part.output(jobKey) + "annotations/worker-response/";
  }
}
