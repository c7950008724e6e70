package io.labelloop.local.asl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedriveTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final String COUNT =
      "$exists($states.context.Execution.RedriveCount)"
          + " ? $states.context.Execution.RedriveCount : 0";

  private final VirtualTimeline timeline = new VirtualTimeline(START);
  private final Map<String, LambdaFunction> functions = new HashMap<>();
  private final List<String> calls = new ArrayList<>();
  private Optional<AslRunner> runner = Optional.empty();

  private AslRunner runner(String states) {
    return runner(Map.of("machine", states));
  }

  private AslRunner runner(Map<String, String> machines) {
    Map<String, StateMachine> parsed = new HashMap<>();
    machines.forEach(
        (name, states) ->
            parsed.put(
                name,
                StateMachine.parse(
                    name,
                    "{\"QueryLanguage\":\"JSONata\",\"StartAt\":\"A\",\"States\":{" + states + "}}",
                    Map.of())));
    var made =
        new AslRunner(
            timeline,
            parsed,
            functions,
            (bucket, key) -> Optional.empty(),
            ExecutionObserver.NONE,
            ServiceCalls.DIRECT,
            3,
            1);
    runner = Optional.of(made);
    return made;
  }

  @AfterEach
  void close() {
    runner.ifPresent(AslRunner::close);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static ExecutionResult redrive(AslRunner runner, ExecutionResult failed) {
    return runner.redrive(
        "machine", "execution", json("{\"x\":1}"), failed.redrivable().orElseThrow());
  }

  /** A task that calls a function with the state's input and the times that it was redriven. */
  private static String task(String name, String function, String more) {
    return "\""
        + name
        + "\":{\"Type\":\"Task\",\"Resource\":\"arn:aws:states:::lambda:invoke\",\"Arguments\":{\"FunctionName\":\""
        + function
        + "\",\"Payload\":{\"in\":\"{% $states.input %}\",\"redrives\":\"{% "
        + COUNT
        + " %}\"}},"
        + more
        + "}";
  }

  private void failing(String name, int times) {
    var left = new AtomicInteger(times);
    functions.put(
        name,
        payload -> {
          calls.add(name + payload);
          if (left.getAndDecrement() > 0) {
            throw new FunctionError("Some.Error", "no luck");
          }
          return payload;
        });
  }

  @Test
  void redrive_goesOnAtTheStateThatFailedWithItsInputAndTheVariables() {
    failing("f", 0);
    failing("g", 1);
    String states =
        task(
                "A",
                "f",
                "\"Assign\":{\"v\":\"{% $states.input.x + 1 %}\"},\"Output\":{\"y\":5},\"Next\":\"B\"")
            + ","
            + task("B", "g", "\"Output\":\"{% $v + $states.result.Payload.in.y %}\",\"End\":true");
    AslRunner made = runner(states);
    ExecutionResult failed = made.run("machine", "execution", json("{\"x\":1}"));
    assertThat(failed.error()).contains("Some.Error");

    ExecutionResult redriven = redrive(made, failed);

    assertThat(redriven.output()).contains(json("7"));
    assertThat(redriven.redrivable()).isEmpty();
    assertThat(calls)
        .containsExactly(
            "f{\"in\":{\"x\":1},\"redrives\":0}",
            "g{\"in\":{\"y\":5},\"redrives\":0}",
            "g{\"in\":{\"y\":5},\"redrives\":1}");
  }

  @Test
  void redrive_countsInTheContextAndInTheHistory() {
    failing("f", 2);
    AslRunner made =
        runner(task("A", "f", "\"Output\":\"{% $states.context.Execution %}\",\"End\":true"));
    ExecutionResult failed = made.run("machine", "execution", json("{\"x\":1}"));
    assertThat(failed.redrivable().orElseThrow().redrives()).isZero();
    ExecutionResult again = redrive(made, failed);
    assertThat(again.redrivable().orElseThrow().redrives()).isEqualTo(1);
    made.close();

    // another process, later
    timeline.enter();
    try {
      timeline.await(timeline.<Boolean>signal(), Optional.of(START.plus(Duration.ofDays(2))));
    } catch (java.util.concurrent.TimeoutException expected) {
      // that was the wait
    } finally {
      timeline.leave();
    }
    ExecutionResult ended =
        redrive(
            runner(task("A", "f", "\"Output\":\"{% $states.context.Execution %}\",\"End\":true")),
            again);

    JsonNode execution = ended.output().orElseThrow();
    assertThat(execution.path("StartTime").asText()).isEqualTo(START.toString());
    assertThat(execution.path("RedriveCount").asInt()).isEqualTo(2);
    assertThat(execution.path("RedriveTime").asText()).isEqualTo("2026-01-03T00:00:00Z");
    assertThat(execution.path("Input")).isEqualTo(json("{\"x\":1}"));
    assertThat(ended.history())
        .extracting(event -> event.path("type").asText())
        .containsSubsequence(
            "ExecutionStarted",
            "ExecutionFailed",
            "ExecutionRedriven",
            "ExecutionFailed",
            "ExecutionRedriven",
            "ExecutionSucceeded");
    assertThat(ended.history())
        .extracting(event -> event.path("id").asInt())
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void redrive_countsRetriesAnew() {
    failing("f", 5);
    AslRunner made =
        runner(
            task(
                "A",
                "f",
                "\"Retry\":[{\"ErrorEquals\":[\"Some.Error\"],\"MaxAttempts\":2}],\"End\":true"));
    ExecutionResult failed = made.run("machine", "execution", json("1"));
    assertThat(calls).hasSize(3);

    assertThat(redrive(made, failed).status()).isEqualTo(ExecutionResult.Status.SUCCEEDED);
    assertThat(calls).hasSize(6);
  }

  @Test
  void redrive_ofAFailState_failsAgain() {
    AslRunner made =
        runner("\"A\":{\"Type\":\"Fail\",\"Error\":\"Own.Error\",\"Cause\":\"says so\"}");
    ExecutionResult failed = made.run("machine", "execution", json("1"));

    ExecutionResult again = redrive(made, failed);

    assertThat(again.error()).contains("Own.Error");
    assertThat(again.cause()).contains("says so");
  }

  /** The way in which a campaign fails: by its own name, and in a state that a redrive runs. */
  @Test
  void task_thatTellsItsOwnFailure_failsByItsNameUntilItIsRedriven() {
    failing("f", 0);
    String tell =
        "\"A\":{\"Type\":\"Task\",\"Resource\":\"arn:aws:states:::aws-sdk:sfn:sendTaskFailure.waitForTaskToken\",\"Arguments\":{"
            + "\"TaskToken\":\"{% $states.context.Task.Token %}\",\"Error\":\"{% ("
            + COUNT
            + ") > 0 ? 'Redriven' : 'Own.Error' %}\",\"Cause\":\"says so\"},"
            + "\"Catch\":[{\"ErrorEquals\":[\"Redriven\"],\"Next\":\"B\"}],\"End\":true},";
    AslRunner made = runner(tell + task("B", "f", "\"Output\":\"on\",\"End\":true"));

    ExecutionResult failed = made.run("machine", "execution", json("{\"x\":1}"));

    assertThat(failed.error()).contains("Own.Error");
    assertThat(failed.cause()).contains("says so");
    assertThat(calls).isEmpty();
    assertThat(redrive(made, failed).output()).contains(json("\"on\""));
  }

  @Test
  void failure_toldForATokenThatNobodyWaitsFor_isTheServicesError() {
    AslRunner made =
        runner(
            "\"A\":{\"Type\":\"Task\",\"Resource\":\"arn:aws:states:::aws-sdk:sfn:sendTaskFailure\",\"Arguments\":{"
                + "\"TaskToken\":\"unknown\",\"Error\":\"E\",\"Cause\":\"c\"},\"End\":true}");

    assertThat(made.run("machine", "execution", json("1")).error())
        .contains("Sfn.InvalidTokenException");
  }

  @Test
  void execution_startedUnderANameThatIsTaken_isRefused() {
    String nested =
        "\"A\":{\"Type\":\"Task\",\"Resource\":\"arn:aws:states:::states:startExecution.sync:2\",\"Arguments\":{"
            + "\"StateMachineArn\":\"inner\",\"Name\":\"same\",\"Input\":{}},\"Output\":{},\"Next\":\"B\"},"
            + "\"B\":{\"Type\":\"Fail\",\"Error\":\"Own.Error\"}";
    AslRunner made = runner(Map.of("machine", nested, "inner", "\"A\":{\"Type\":\"Succeed\"}"));
    assertThat(made.run("machine", "execution", json("1")).error()).contains("Own.Error");

    assertThat(made.run("machine", "another", json("1")).error())
        .contains("StepFunctions.ExecutionAlreadyExistsException");
  }
}
