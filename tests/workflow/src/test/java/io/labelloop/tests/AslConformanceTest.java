package io.labelloop.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.labelloop.local.asl.AslRunner;
import io.labelloop.local.asl.ExecutionObserver;
import io.labelloop.local.asl.ExecutionResult;
import io.labelloop.local.asl.FunctionError;
import io.labelloop.local.asl.LambdaFunction;
import io.labelloop.local.asl.ServiceCalls;
import io.labelloop.local.asl.StateMachine;
import io.labelloop.local.asl.UnsupportedDefinitionException;
import io.labelloop.local.asl.VirtualTimeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Holds the interpreter to executions that were recorded on Step Functions itself: status, error
 * and output, then causes, then the events of the history.
 */
class AslConformanceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path ROOT = Path.of(System.getProperty("labelloop.root", "."));
  private static final Path TABLE = ROOT.resolve("docs/asl-conformance.md");

  /** What of a recorded execution the interpreter reproduces. */
  private record Outcome(
      boolean refused, boolean result, boolean cause, boolean events, String difference) {}

  @Test
  void execution_ofEveryRecordedMachine_endsAsOnTheService() throws IOException {
    Map<String, Outcome> outcomes = new TreeMap<>();
    for (JsonNode execution : recorded()) {
      outcomes.put(execution.path("id").asText().replaceFirst(".*::", ""), compare(execution));
    }
    assertThat(outcomes).hasSize(79);
    String table = table(outcomes);
    if ("write".equals(System.getProperty("labelloop.conformance"))) {
      Files.writeString(TABLE, table);
    }

    // each case that is refused or differs stands in the committed table, with its reason
    assertThat(Files.readString(TABLE)).isEqualTo(table);
    assertThat(outcomes.values())
        .filteredOn(outcome -> !outcome.refused())
        .as("status, error and output of what is not refused")
        .allMatch(Outcome::result);
    assertThat(outcomes.values().stream().filter(Outcome::result).count())
        .isGreaterThanOrEqualTo(70);
    assertThat(outcomes.values().stream().filter(Outcome::events).count())
        .as("with causes and all events")
        .isGreaterThanOrEqualTo(EVENTS);
  }

  private static final long EVENTS = 60;

  /** Fields whose texts the recording replaced. */
  private static final java.util.Set<String> PLACEHOLDERS =
      java.util.Set.of("TimestampValue", "Bucket", "requestId");

  private static JsonNode recorded() throws IOException {
    Path folder =
        Optional.ofNullable(System.getenv("LABELLOOP_CONFORMANCE"))
            .map(Path::of)
            .orElse(ROOT.resolve("../shared/conformance"));
    Path file = folder.resolve("asl-jsonata.json");
    boolean there = Files.isRegularFile(file);
    if (!there && System.getenv("CI") == null) {
      Assumptions.abort(
          "the recorded executions are missing: set LABELLOOP_CONFORMANCE to their folder");
    }
    assertThat(there).as("%s", file).isTrue();
    return JSON.readTree(file.toFile()).path("executions");
  }

  private static Outcome compare(JsonNode execution) throws IOException {
    List<JsonNode> expected = new ArrayList<>();
    execution.at("/expected/get_execution_history/events").forEach(e -> expected.add(normal(e)));
    StateMachine machine;
    try {
      machine = StateMachine.parse("machine", execution.path("definition").toString(), Map.of());
    } catch (UnsupportedDefinitionException refused) {
      return new Outcome(
          true, false, false, false, "refused: " + String.join("; ", refused.problems()));
    }
    Map<String, LambdaFunction> functions = new HashMap<>();
    for (JsonNode lambda : execution.path("lambdas")) {
      String name = lambda.path("functionName").asText();
      LambdaFunction function = function(lambda.path("behaviour").asText());
      functions.put(name, function);
      functions.put("arn:aws:lambda:us-east-1:111111111111:function:" + name, function);
    }
    Map<String, byte[]> objects = new HashMap<>();
    for (JsonNode put : execution.path("s3_put")) {
      JsonNode body = put.path(put.has("body") ? "body" : "Body");
      objects.put(
          put.path(put.has("key") ? "key" : "Key").asText(),
          (body.isTextual() ? body.textValue() : body.toString()).getBytes(StandardCharsets.UTF_8));
    }
    ExecutionResult result;
    try (var runner =
        new AslRunner(
            new VirtualTimeline(Instant.parse("2026-01-01T00:00:00Z")),
            Map.of("machine", machine),
            functions,
            (bucket, key) -> Optional.ofNullable(objects.get(key)),
            ExecutionObserver.NONE,
            ServiceCalls.DIRECT,
            0,
            2)) {
      result = runner.run("machine", "execution", JSON.readTree(execution.path("input").asText()));
    }
    List<JsonNode> actual = result.history().stream().map(AslConformanceTest::normal).toList();
    JsonNode lastExpected = expected.getLast();
    JsonNode lastActual = actual.getLast();
    boolean sameEnd = withoutCause(lastExpected).equals(withoutCause(lastActual));
    boolean sameCause = sameEnd && content(lastExpected).equals(content(lastActual));
    boolean sameEvents =
        sameCause
            && contents(expected).stream()
                .sorted()
                .toList()
                .equals(contents(actual).stream().sorted().toList());
    return new Outcome(
        false, sameEnd, sameCause, sameEvents, difference(expected, actual, sameEnd));
  }

  private static LambdaFunction function(String behaviour) {
    return switch (behaviour) {
      case "id_function" -> payload -> payload;
      case "raise_exception" ->
          payload -> {
            throw new FunctionError(
                "Exception",
                "{\"errorMessage\":\"Some exception was raised.\",\"errorType\":\"Exception\",\"requestId\":\"<request_id>\",\"stackTrace\":[]}");
          };
      default -> throw new IllegalArgumentException(behaviour);
    };
  }

  private static String difference(List<JsonNode> expected, List<JsonNode> actual, boolean sameEnd)
      throws IOException {
    List<String> left = contents(expected);
    List<String> right = contents(actual);
    if (!sameEnd) {
      return "ends with "
          + cut(content(actual.getLast()))
          + ", on the service with "
          + cut(content(expected.getLast()));
    }
    // events of parallel branches come in any order, so what is missing is named and not where
    List<String> onlyThere = types(left, right);
    List<String> onlyHere = types(right, left);
    return "history: only here " + onlyHere + ", only on the service " + onlyThere;
  }

  /** The types of the events of one history that the other lacks. */
  private static List<String> types(List<String> events, List<String> others) throws IOException {
    List<String> rest = new ArrayList<>(events);
    others.forEach(rest::remove);
    var types = new java.util.TreeSet<String>();
    for (String event : rest) {
      types.add(JSON.readTree(event).path("type").asText());
    }
    return List.copyOf(types);
  }

  private static String cut(String text) {
    String line = text.replace("|", "\\|").replace("\n", " ");
    return "`" + (line.length() > 220 ? line.substring(0, 220) + "..." : line) + "`";
  }

  private static List<String> contents(List<JsonNode> events) {
    return events.stream().map(AslConformanceTest::content).toList();
  }

  private static String content(JsonNode event) {
    ObjectNode copy = event.deepCopy();
    copy.remove(List.of("id", "previousEventId"));
    return sorted(copy).toString();
  }

  private static JsonNode withoutCause(JsonNode event) {
    ObjectNode copy = event.deepCopy();
    copy.remove(List.of("id", "previousEventId"));
    copy.findParents("cause").forEach(parent -> ((ObjectNode) parent).remove("cause"));
    return sorted(copy);
  }

  /** Takes away what differs from run to run, and reads payloads as JSON where they are texts. */
  private static JsonNode normal(JsonNode event) {
    ObjectNode copy = event.deepCopy();
    copy.remove("timestamp");
    copy.properties()
        .forEach(
            details -> {
              if (details.getValue() instanceof ObjectNode object) {
                object.remove(List.of("roleArn", "mapRunArn", "resource", "region"));
                for (String field : List.of("input", "output", "parameters", "cause")) {
                  parse(object, field);
                }
                if (object.path("assignedVariables") instanceof ObjectNode variables) {
                  List.copyOf(variables.properties()).forEach(v -> parse(variables, v.getKey()));
                }
                object
                    .findParents("ExecutedVersion")
                    .forEach(answer -> lambdaAnswer((ObjectNode) answer));
                object
                    .findParents("stackTrace")
                    .forEach(p -> ((ObjectNode) p).remove(List.of("stackTrace", "requestId")));
              }
            });
    return sorted(copy);
  }

  /** Of the service's answer only what the function returned matters. */
  private static void lambdaAnswer(ObjectNode answer) {
    answer.remove(
        List.of("SdkHttpMetadata", "SdkResponseMetadata", "ExecutedVersion", "StatusCode"));
  }

  private static void parse(ObjectNode object, String field) {
    if (object.path(field).isTextual()) {
      try {
        JsonNode value = JSON.readTree(object.path(field).textValue());
        if (value.isContainerNode() || !field.equals("cause")) {
          object.set(field, value);
        }
      } catch (IOException e) {
        // a text that is no JSON stays one
      }
    }
  }

  /**
   * Of a text only what the recording kept: names of resources and requests are placeholders there.
   */
  private static String masked(String text) {
    if (text.startsWith("{\"errorMessage\"")) {
      return text.replaceAll("\"(requestId|stackTrace)\":.*", "...");
    }
    return text.startsWith("arn:")
        ? "arn"
        : text.replaceAll(", (Extended )?Request ID: <[a-z_]+>", "");
  }

  /** With fields in one order, and whole numbers of one kind. */
  private static JsonNode sorted(JsonNode node) {
    if (node.isObject()) {
      ObjectNode result = JSON.createObjectNode();
      var fields = new TreeMap<String, JsonNode>();
      node.properties()
          .forEach(
              field ->
                  fields.put(
                      field.getKey(),
                      PLACEHOLDERS.contains(field.getKey()) && field.getValue().isTextual()
                          ? JSON.getNodeFactory().textNode("*")
                          : sorted(field.getValue())));
      fields.forEach(result::set);
      return result;
    }
    if (node.isArray()) {
      var result = JSON.createArrayNode();
      node.forEach(element -> result.add(sorted(element)));
      return result;
    }
    if (node.isTextual()) {
      return JSON.getNodeFactory().textNode(masked(node.textValue()));
    }
    return node.isNumber() ? JSON.getNodeFactory().numberNode(node.doubleValue()) : node;
  }

  private static String table(Map<String, Outcome> outcomes) {
    var text = new StringBuilder();
    text.append(
        """
        # How the interpreter compares with Step Functions

        `io.labelloop.local.asl` runs 79 state machines in JSONata whose executions were recorded on AWS (source: test suite of LocalStack v4.13.1,
        Apache-2.0), and is compared with the recording on four levels. Written by `AslConformanceTest`, which fails when a case changes;
        `-Dlabelloop.conformance=write` writes it again.

        | level | equal |
        |---|---|
        """);
    text.append("| accepted (the others are refused when they are loaded) | ")
        .append(count(outcomes, o -> !o.refused()))
        .append(" |\n");
    text.append("| status, error and output | ")
        .append(count(outcomes, Outcome::result))
        .append(" |\n");
    text.append("| and cause | ").append(count(outcomes, Outcome::cause)).append(" |\n");
    text.append("| and all events of the history | ")
        .append(count(outcomes, Outcome::events))
        .append(" |\n");
    text.append("\n## Cases that are refused or differ\n\n| case | difference |\n|---|---|\n");
    outcomes.forEach(
        (name, outcome) -> {
          if (!outcome.events()) {
            text.append("| ")
                .append(name.replace("|", "\\|"))
                .append(" | ")
                .append(outcome.difference().replace("\n", " "))
                .append(" |\n");
          }
        });
    return text.toString();
  }

  private static long count(
      Map<String, Outcome> outcomes, java.util.function.Predicate<Outcome> level) {
    return outcomes.values().stream().filter(level).count();
  }
}
