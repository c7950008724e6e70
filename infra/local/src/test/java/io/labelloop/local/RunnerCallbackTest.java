package io.labelloop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.labelloop.local.asl.AslRunner;
import io.labelloop.local.asl.ExecutionObserver;
import io.labelloop.local.asl.ExecutionResult;
import io.labelloop.local.asl.ServiceCalls;
import io.labelloop.local.asl.StateMachine;
import io.labelloop.local.asl.VirtualTimeline;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The promise of {@link io.labelloop.workflow.port.WorkflowCallback}, by the interpreter's. */
class RunnerCallbackTest {
  private static final String WAITING =
      """
      {"QueryLanguage": "JSONata", "StartAt": "Ask", "States": {"Ask": {
        "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
        "Arguments": {"FunctionName": "ask", "Payload": {"token": "{% $states.context.Task.Token %}"}},
        "TimeoutSeconds": 600, "HeartbeatSeconds": 60, "End": true}}}
      """;

  private final VirtualTimeline timeline =
      new VirtualTimeline(Instant.parse("2026-01-01T00:00:00Z"));
  private final RunnerCallback callback = new RunnerCallback();

  /** Runs a machine that waits on a token, which a function is given. */
  private ExecutionResult run(Consumer<String> asked) {
    try (var runner =
        new AslRunner(
            timeline,
            Map.of("machine", StateMachine.parse("machine", WAITING, Map.of())),
            Map.of(
                "ask",
                payload -> {
                  asked.accept(payload.path("token").asText());
                  return new ObjectMapper().createObjectNode();
                }),
            (bucket, key) -> Optional.empty(),
            ExecutionObserver.NONE,
            ServiceCalls.DIRECT,
            3,
            1)) {
      callback.answerTo(runner);
      return runner.run("machine", "execution", new ObjectMapper().createObjectNode());
    }
  }

  private void after(long seconds, Runnable action) {
    timeline.schedule(timeline.instant().plusSeconds(seconds), action);
  }

  @Test
  void succeed_withAToken_letsTheTaskSucceedWithTheOutput() {
    ExecutionResult result =
        run(token -> after(5, () -> callback.succeed(token, "{\"labels\":3}")));
    assertThat(result.status()).isEqualTo(ExecutionResult.Status.SUCCEEDED);
    assertThat(result.output().orElseThrow().path("labels").asInt()).isEqualTo(3);
  }

  @Test
  void succeed_twice_isNoErrorAndTheFirstCounts() {
    ExecutionResult result =
        run(
            token ->
                after(
                    5,
                    () -> {
                      callback.succeed(token, "{\"labels\":3}");
                      callback.succeed(token, "{\"labels\":4}");
                      callback.fail(token, "TooLate", "after the end");
                      callback.heartbeat(token);
                    }));
    assertThat(result.output().orElseThrow().path("labels").asInt()).isEqualTo(3);
  }

  @Test
  void fail_withAToken_letsTheTaskFailByNameAndCause() {
    ExecutionResult result =
        run(token -> after(5, () -> callback.fail(token, "WorkforceGone", "nobody is there")));
    assertThat(result.status()).isEqualTo(ExecutionResult.Status.FAILED);
    assertThat(result.error()).contains("WorkforceGone");
    assertThat(result.cause()).contains("nobody is there");
  }

  @Test
  void heartbeat_withinItsTime_keepsTheTaskWaiting() {
    ExecutionResult alive =
        run(
            token -> {
              after(50, () -> callback.heartbeat(token));
              after(100, () -> callback.succeed(token, "{}"));
            });
    assertThat(alive.status()).isEqualTo(ExecutionResult.Status.SUCCEEDED);
    ExecutionResult silent = run(token -> after(100, () -> callback.succeed(token, "{}")));
    assertThat(silent.error()).contains("States.HeartbeatTimeout");
  }

  @Test
  void everyCall_withAnUnknownToken_isNoError() {
    run(token -> after(5, () -> callback.succeed(token, "{}")));
    assertThatCode(
            () -> {
              callback.succeed("unknown", "{}");
              callback.fail("unknown", "Error", "cause");
              callback.heartbeat("unknown");
            })
        .doesNotThrowAnyException();
  }
}
