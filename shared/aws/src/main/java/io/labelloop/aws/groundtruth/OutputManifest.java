package io.labelloop.aws.groundtruth;

import com.fasterxml.jackson.databind.JsonNode;
import io.labelloop.pool.ItemId;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.port.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a labeling job itself came to: {@code manifests/output/output.manifest}, one line for each
 * line of the input. The labels there are not ours; they are kept beside.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/sms-data-output.html">Output
 *     data</a>
 */
final class OutputManifest {
  private OutputManifest() {}

  /**
   * The job's own answer about an item.
   *
   * @param label the label's name; absent where nobody labeled the item, or where the job had no
   *     consolidation of its own
   * @param confidence from 0 to 1, and 0 wherever one annotator was asked: it is no probability
   * @param responses the key of the file with the annotators' answers, if the line names it
   */
  record Line(
      ItemId item, Optional<String> label, OptionalDouble confidence, Optional<String> responses) {}

  /** The lines of a labeling job, or none while there is no manifest. */
  static List<Line> read(
      ObjectStore objects, JobPlan.Part part, String jobKey, String bucket, List<String> labels) {
    Optional<String> text =
        objects
            .get(part.output(jobKey) + "manifests/output/output.manifest")
            .map(object -> new String(object.content(), StandardCharsets.UTF_8));
    var lines = new ArrayList<Line>();
    for (String line : text.orElse("").lines().toList()) {
      read(line, bucket, labels).ifPresent(lines::add);
    }
    return lines;
  }

  private static Optional<Line> read(String text, String bucket, List<String> labels) {
    try {
      JsonNode line = JsonCodec.mapper().readTree(text);
      if (!line.path("item").isTextual()) {
        return Optional.empty();
      }
      JsonNode metadata = line.path(JobRequest.LABEL_ATTRIBUTE + "-metadata");
      JsonNode confidence = metadata.path("confidence");
      String home = "s3://" + bucket + "/";
      return Optional.of(
          new Line(
              new ItemId(line.path("item").textValue()),
              label(line.path(JobRequest.LABEL_ATTRIBUTE), metadata, labels),
              confidence.isNumber()
                  ? OptionalDouble.of(confidence.doubleValue())
                  : OptionalDouble.empty(),
              Optional.of(metadata.path("worker-response-ref").asText(""))
                  .filter(uri -> uri.startsWith(home))
                  .map(uri -> uri.substring(home.length()))));
    } catch (IOException | IllegalArgumentException broken) {
      return Optional.empty();
    }
  }

  /** {@code class-name} says it; else the attribute is the label's index, a number or a text. */
  private static Optional<String> label(JsonNode label, JsonNode metadata, List<String> labels) {
    if (metadata.path("class-name").isTextual()) {
      return Optional.of(metadata.path("class-name").textValue());
    }
    String index = label.isValueNode() ? label.asText() : "";
    return index.matches("\\d{1,4}") && Integer.parseInt(index) < labels.size()
        ? Optional.of(labels.get(Integer.parseInt(index)))
        : Optional.empty();
  }
}
