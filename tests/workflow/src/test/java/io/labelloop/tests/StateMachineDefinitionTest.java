package io.labelloop.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.labelloop.workflow.step.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What no validator of the States Language knows: this project's own rules for its state machines.
 */
class StateMachineDefinitionTest {
  private static final Path MACHINES =
      Path.of(System.getProperty("labelloop.root", "."), "infra/statemachines");

  // errors of Step Functions and of the Lambda service, and what the machine tells itself; every
  // other name has to be a class
  private static final Pattern SERVICE_ERROR =
      Pattern.compile("(States|Lambda|StepFunctions|Sfn|Runtime|Sandbox)\\..+|Campaign\\.Redriven");

  @ParameterizedTest
  @ValueSource(strings = {"campaign.asl.json", "round.asl.json"})
  void task_ofEveryState_hasTimeoutRetryAndKnownErrors(String file) throws Exception {
    Map<String, JsonNode> tasks = new java.util.TreeMap<>();
    collect(read(file), tasks);

    assertThat(tasks).isNotEmpty();
    for (Map.Entry<String, JsonNode> task : tasks.entrySet()) {
      assertThat(task.getValue().has("TimeoutSeconds")).as(task.getKey()).isTrue();
      assertThat(task.getValue().path("Retry").size()).as(task.getKey()).isPositive();
      for (String clause : List.of("Retry", "Catch")) {
        for (JsonNode rule : task.getValue().path(clause)) {
          for (JsonNode error : rule.path("ErrorEquals")) {
            if (!SERVICE_ERROR.matcher(error.textValue()).matches()) {
              assertThat(Class.forName(error.textValue())).isAssignableTo(Throwable.class);
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"campaign.asl.json", "round.asl.json"})
  void function_ofEveryTask_isTheStepOfTheStatesName(String file) throws Exception {
    Map<String, JsonNode> tasks = new java.util.TreeMap<>();
    collect(read(file), tasks);
    int steps = 0;
    for (Map.Entry<String, JsonNode> task : tasks.entrySet()) {
      if (task.getValue().path("Resource").textValue().contains(":lambda:")) {
        assertThat(task.getValue().at("/Arguments/FunctionName").textValue())
            .isEqualTo("${" + task.getKey() + "Function}");
        assertThat(Class.forName("io.labelloop.workflow.step." + task.getKey()))
            .isAssignableTo(Step.class);
        steps++;
      }
    }
    assertThat(steps).isGreaterThanOrEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"campaign.asl.json", "round.asl.json"})
  void expression_ofEveryState_usesNothingThatAwsRefusesNorAnUnassignedVariable(String file)
      throws IOException {
    JsonNode machine = read(file);
    var expressions = new ArrayList<String>();
    texts(machine, expressions);
    expressions.removeIf(text -> !text.startsWith("{%"));

    assertThat(expressions).isNotEmpty();
    for (String expression : expressions) {
      assertThat(expression).doesNotContain("??").doesNotContain("?:").doesNotContain("$eval");
    }
    assertThat(StateVariables.problems(machine)).isEmpty();
  }

  private static JsonNode read(String file) throws IOException {
    return new ObjectMapper().readTree(Files.readString(MACHINES.resolve(file)));
  }

  private static void collect(JsonNode machine, Map<String, JsonNode> tasks) {
    for (Map.Entry<String, JsonNode> state : machine.path("States").properties()) {
      if ("Task".equals(state.getValue().path("Type").textValue())) {
        tasks.put(state.getKey(), state.getValue());
      }
      collect(state.getValue().path("ItemProcessor"), tasks);
    }
  }

  private static void texts(JsonNode node, List<String> texts) {
    if (node.isTextual()) {
      texts.add(node.textValue());
    }
    node.forEach(child -> texts(child, texts));
  }
}
