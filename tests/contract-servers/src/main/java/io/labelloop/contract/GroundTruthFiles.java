package io.labelloop.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.labelloop.aws.crowd.Liquid;
import io.labelloop.workflow.port.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The files of a labeling job: reads what a request names, and writes what a crowd answers.
 *
 * <p>Layout and content are those of <a
 * href="https://docs.aws.amazon.com/sagemaker/latest/dg/sms-data-output.html">Output data</a> and
 * <a
 * href="https://docs.aws.amazon.com/sagemaker/latest/dg/sms-custom-templates-step2.html">Creating a
 * custom worker task template</a>.
 */
record GroundTruthFiles(ObjectStore objects, Crowd crowd) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant BEGIN = Instant.parse("2026-01-01T08:00:00Z");
  private static final int SECONDS_PER_ANSWER = 8;

  /** The lines of the input manifest. */
  List<JsonNode> lines(JsonNode request) {
    return text(key(request.at("/InputConfig/DataSource/S3DataSource/ManifestS3Uri").asText()))
        .lines()
        .map(GroundTruthFiles::parse)
        .toList();
  }

  /** The labels of the label category file. */
  JsonNode labels(JsonNode request) {
    return parse(text(key(request.path("LabelCategoryConfigS3Uri").asText()))).path("labels");
  }

  /** The page on which a line's object is labeled. */
  Form form(JsonNode request, JsonNode line) {
    String template = text(key(request.at("/HumanTaskConfig/UiConfig/UiTemplateS3Uri").asText()));
    Object input = JSON.convertValue(line, Map.class);
    return new Form(Liquid.render(template, Map.of("task", Map.of("input", input))));
  }

  /** Writes the answers about the first lines, and the output manifest with all of them. */
  void write(JsonNode request, int answered) {
    String name = request.path("LabelingJobName").asText();
    String attribute = request.path("LabelAttributeName").asText();
    List<JsonNode> lines = lines(request);
    var manifest = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      ObjectNode line = lines.get(i).deepCopy();
      if (i < answered) {
        line.putObject(attribute);
        line.putObject(attribute + "-metadata")
            .put("job-name", "labeling-job/" + name)
            .put("type", "groundtruth/custom")
            .put("human-annotated", "yes")
            .put("creation-date", "2026-01-01T08:00:00.000000")
            .put(
                "worker-response-ref",
                "s3://" + bucket(request) + "/" + responses(request, lines.get(i), i));
      }
      manifest.append(line).append('\n');
    }
    put(output(request) + "manifests/output/output.manifest", manifest.toString());
  }

  private String responses(JsonNode request, JsonNode line, int index) {
    Form.Field field = form(request, line).fields().getFirst();
    int workers = request.at("/HumanTaskConfig/NumberOfHumanWorkersPerDataObject").asInt();
    ObjectNode file = JSON.createObjectNode();
    ArrayNode answers = file.putArray("answers");
    for (String annotator :
        crowd.queue(request.path("LabelingJobName").asText(), field.item()).stream()
            .limit(workers)
            .toList()) {
      crowd
          .answer(annotator, field.item(), field.values())
          .ifPresent(
              label -> {
                ObjectNode answer = answers.addObject();
                Instant submitted =
                    BEGIN.plusSeconds(
                        (long) SECONDS_PER_ANSWER * (index * workers + answers.size()));
                answer.put("acceptanceTime", submitted.minusSeconds(SECONDS_PER_ANSWER).toString());
                answer.putObject("answerContent").set(field.name(), Form.sent(field, label));
                answer.put("submissionTime", submitted.toString());
                answer.put("timeSpentInSeconds", SECONDS_PER_ANSWER);
                answer.put("workerId", annotator);
                answer
                    .putObject("workerMetadata")
                    .putObject("identityData")
                    .put("identityProviderType", "Cognito")
                    .put("issuer", "https://cognito-idp.us-east-1.amazonaws.com/pool")
                    .put("sub", annotator);
              });
    }
    String key =
        output(request)
            + "annotations/worker-response/iteration-1/"
            + index
            + "/2026-01-01_08:00:00.json";
    put(key, file.toString());
    return key;
  }

  private static String output(JsonNode request) {
    String path = key(request.at("/OutputConfig/S3OutputPath").asText());
    return path + (path.endsWith("/") ? "" : "/") + request.path("LabelingJobName").asText() + "/";
  }

  private String text(String key) {
    return objects
        .get(key)
        .map(object -> new String(object.content(), StandardCharsets.UTF_8))
        .orElseThrow(
            () -> new ServiceException("ValidationException", "there is no object at " + key));
  }

  private void put(String key, String text) {
    objects.put(key, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String bucket(JsonNode request) {
    String uri = request.at("/OutputConfig/S3OutputPath").asText();
    return uri.substring("s3://".length(), uri.indexOf('/', "s3://".length()));
  }

  private static String key(String uri) {
    return uri.substring(uri.indexOf('/', "s3://".length()) + 1);
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
