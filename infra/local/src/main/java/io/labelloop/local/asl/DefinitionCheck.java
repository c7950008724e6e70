package io.labelloop.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds everything in a definition that this interpreter does not do, with the path of the field.
 */
final class DefinitionCheck {
  private static final Set<String> COMMON = Set.of("Type", "Comment", "QueryLanguage");
  private static final Set<String> NEXT = Set.of("Next", "End");
  private static final Set<String> VALUES = Set.of("Assign", "Output");
  private static final Set<String> FAULTS = Set.of("Retry", "Catch");
  private static final Map<String, Set<String>> FIELDS =
      Map.of(
          "Pass", union(NEXT, VALUES),
          "Task",
              union(
                  NEXT,
                  VALUES,
                  FAULTS,
                  Set.of("Resource", "Arguments", "TimeoutSeconds", "HeartbeatSeconds")),
          "Choice", union(VALUES, Set.of("Choices", "Default")),
          "Wait", union(NEXT, VALUES, Set.of("Seconds", "Timestamp")),
          "Succeed", Set.of("Output"),
          "Fail", Set.of("Error", "Cause"),
          "Parallel", union(NEXT, VALUES, FAULTS, Set.of("Branches", "Arguments")),
          "Map",
              union(
                  NEXT,
                  VALUES,
                  FAULTS,
                  Set.of(
                      "Items",
                      "ItemReader",
                      "ItemSelector",
                      "ItemProcessor",
                      "MaxConcurrency",
                      "Label",
                      "ToleratedFailureCount",
                      "ToleratedFailurePercentage")));
  private static final Set<String> MACHINE =
      Set.of("Comment", "QueryLanguage", "StartAt", "States", "TimeoutSeconds", "Version");
  private static final Set<String> PROCESSOR =
      Set.of("Comment", "QueryLanguage", "StartAt", "States", "ProcessorConfig");
  private static final Set<String> RETRIER =
      Set.of(
          "ErrorEquals",
          "IntervalSeconds",
          "BackoffRate",
          "MaxAttempts",
          "MaxDelaySeconds",
          "JitterStrategy",
          "Comment");
  private static final Set<String> CATCHER =
      Set.of("ErrorEquals", "Next", "Assign", "Output", "Comment");
  private static final Set<String> READER = Set.of("Resource", "ReaderConfig", "Arguments");
  private static final Pattern RESOURCE =
      Pattern.compile(
          "arn:aws:states:::lambda:invoke(\\.waitForTaskToken)?"
              + "|arn:aws:states:::states:startExecution(\\.sync:2)?"
              + "|arn:aws:states:::aws-sdk:s3:getObject"
              + "|arn:aws:states:::aws-sdk:sfn:sendTaskFailure(\\.waitForTaskToken)?"
              + "|arn:aws:lambda:[^:]*:[^:]*:function:.+");
  private static final String S3_READER = "arn:aws:states:::s3:getObject";

  private final List<String> problems = new ArrayList<>();

  List<String> check(JsonNode machine) {
    if (!"JSONata".equals(machine.path("QueryLanguage").textValue())) {
      problems.add("/QueryLanguage: must be JSONata; JSONPath is not interpreted");
    }
    fields(machine, MACHINE, "");
    states(machine, "");
    return problems;
  }

  private void states(JsonNode machine, String path) {
    JsonNode states = machine.path("States");
    String start = machine.path("StartAt").asText();
    if (!states.has(start)) {
      problems.add(path + "/StartAt: there is no state '" + start + "'");
      return;
    }
    for (Map.Entry<String, JsonNode> state : states.properties()) {
      state(state.getValue(), states, path + "/States/" + state.getKey());
    }
    Set<String> reached = reached(states, start);
    for (Map.Entry<String, JsonNode> state : states.properties()) {
      if (!reached.contains(state.getKey())) {
        problems.add(path + "/States/" + state.getKey() + ": no state leads here");
      }
    }
  }

  private void state(JsonNode state, JsonNode states, String path) {
    String type = state.path("Type").asText();
    Set<String> known = FIELDS.get(type);
    if (known == null) {
      problems.add(path + "/Type: must be one of " + FIELDS.keySet() + ", but was '" + type + "'");
      return;
    }
    fields(state, union(COMMON, known), path);
    for (String target : targets(state)) {
      if (!states.has(target)) {
        problems.add(path + ": there is no state '" + target + "' to go to");
      }
    }
    boolean ends = type.equals("Succeed") || type.equals("Fail") || type.equals("Choice");
    if (!ends && !state.has("Next") && !state.path("End").booleanValue()) {
      problems.add(path + ": must have Next or End");
    }
    state.path("Retry").forEach(retrier -> fields(retrier, RETRIER, path + "/Retry"));
    state.path("Catch").forEach(catcher -> fields(catcher, CATCHER, path + "/Catch"));
    expressions(state, path);
    switch (type) {
      case "Task" -> {
        String resource = state.path("Resource").asText();
        if (!RESOURCE.matcher(resource).matches()) {
          problems.add(path + "/Resource: '" + resource + "' is not interpreted");
        }
      }
      case "Map" -> map(state, path);
      case "Parallel" -> {
        for (int i = 0; i < state.path("Branches").size(); i++) {
          states(state.path("Branches").get(i), path + "/Branches/" + i);
        }
      }
      default -> {
        // the fields say it all
      }
    }
  }

  private void map(JsonNode state, String path) {
    JsonNode processor = state.path("ItemProcessor");
    fields(processor, PROCESSOR, path + "/ItemProcessor");
    String mode = processor.at("/ProcessorConfig/Mode").asText("INLINE");
    if (!mode.equals("INLINE") && !mode.equals("DISTRIBUTED")) {
      problems.add(path + "/ItemProcessor/ProcessorConfig/Mode: '" + mode + "' is not interpreted");
    }
    if (state.has("ItemReader")) {
      JsonNode reader = state.path("ItemReader");
      fields(reader, READER, path + "/ItemReader");
      if (!reader.path("Resource").asText().equals(S3_READER)
          || !reader.at("/ReaderConfig/InputType").asText().equals("JSON")) {
        problems.add(
            path + "/ItemReader: only " + S3_READER + " with InputType JSON is interpreted");
      }
    }
    states(processor, path + "/ItemProcessor");
  }

  private void expressions(JsonNode node, String path) {
    if (node.isTextual()) {
      if (node.textValue().contains("${")) {
        problems.add(path + ": '" + node.textValue() + "' has a substitution without a value");
      }
      if (Expressions.isExpression(node)) {
        String problem = Expressions.problem(node);
        if (problem != null) {
          problems.add(path + ": '" + node.textValue() + "' " + problem);
        }
      }
      return;
    }
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        expressions(node.get(i), path + "/" + i);
      }
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!field.getKey().equals("States") && !field.getKey().equals("Branches")) {
        expressions(field.getValue(), path + "/" + field.getKey());
      }
    }
  }

  private void fields(JsonNode node, Set<String> known, String path) {
    node.fieldNames()
        .forEachRemaining(
            field -> {
              if (!known.contains(field)) {
                problems.add(path + "/" + field + ": is not interpreted here");
              }
            });
  }

  private static Set<String> reached(JsonNode states, String start) {
    Set<String> reached = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      String name = open.pop();
      if (reached.add(name)) {
        open.addAll(targets(states.path(name)));
      }
    }
    return reached;
  }

  private static List<String> targets(JsonNode state) {
    List<String> targets = new ArrayList<>();
    for (JsonNode target : List.of(state.path("Next"), state.path("Default"))) {
      if (target.isTextual()) {
        targets.add(target.textValue());
      }
    }
    for (String clause : List.of("Choices", "Catch")) {
      state.path(clause).forEach(rule -> targets.add(rule.path("Next").asText()));
    }
    return targets;
  }

  @SafeVarargs
  private static Set<String> union(Set<String>... sets) {
    Set<String> all = new HashSet<>();
    for (Set<String> set : sets) {
      all.addAll(set);
    }
    return all;
  }
}
