package io.labelloop.aws.crowd;

import com.fasterxml.jackson.databind.JsonNode;
import io.labelloop.annotation.Answer;
import io.labelloop.campaign.TaskType;
import io.labelloop.pool.ItemContent;
import io.labelloop.workflow.port.LabelingJob;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The answer that a form's field holds, in any of the shapes in which crowd-html elements send it.
 *
 * <ul>
 *   <li>{@code "ham"}: a plain field or a select;
 *   <li>{@code {"label": "ham"}}: {@code crowd-classifier} and {@code crowd-image-classifier};
 *   <li>{@code {"ham": true, "spam": false}}: {@code crowd-radio-button}s of one name;
 *   <li>{@code {"entities": [{"startOffset": 0, "endOffset": 4, "label": "person"}]}}: {@code
 *       crowd-entity-annotation}.
 * </ul>
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sagemaker/latest/dg/sms-ui-template-reference.html">Crowd
 *     HTML elements</a>
 */
public final class CrowdAnswer {
  private CrowdAnswer() {}

  /**
   * The answer to a job's question.
   *
   * @return nothing if the field is missing, has no shape that is known, or names no label
   */
  public static Optional<Answer> read(
      JsonNode field, LabelingJob job, LabelingJob.Question question) {
    if (job.type() == TaskType.SEQUENCE) {
      return question.content() instanceof ItemContent.Tokens sentence
          ? MarkedEntities.read(field, job.labels(), sentence).map(Answer.TagAnswer::new)
          : Optional.empty();
    }
    return text(field)
        .map(job.labels()::indexOf)
        .filter(index -> index >= 0)
        .map(Answer.ClassAnswer::new);
  }

  private static Optional<String> text(JsonNode field) {
    if (field.isTextual()) {
      return Optional.of(field.textValue());
    }
    if (field.path("label").isTextual()) {
      return Optional.of(field.path("label").textValue());
    }
    List<String> chosen =
        field.properties().stream()
            .filter(button -> button.getValue().isBoolean() && button.getValue().booleanValue())
            .map(Map.Entry::getKey)
            .toList();
    return chosen.size() == 1 ? Optional.of(chosen.getFirst()) : Optional.empty();
  }
}
