package io.labelloop.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.labelloop.local.asl.AslRunner;
import io.labelloop.local.asl.InvalidTokenException;
import io.labelloop.workflow.port.WorkflowCallback;
import java.util.Optional;
import java.util.function.Consumer;

/** Answers the interpreter's task tokens. */
final class RunnerCallback implements WorkflowCallback {
  private volatile Optional<AslRunner> runner = Optional.empty();

  /** Sets the interpreter, which is made after the workforce that answers to it. */
  void answerTo(AslRunner interpreter) {
    runner = Optional.of(interpreter);
  }

  @Override
  public void succeed(String taskToken, String output) {
    answer(
        interpreter -> {
          try {
            interpreter.taskSucceeded(taskToken, new ObjectMapper().readTree(output));
          } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                "a token's output must be JSON, but was '" + output + "'", e);
          }
        });
  }

  @Override
  public void fail(String taskToken, String error, String cause) {
    answer(interpreter -> interpreter.taskFailed(taskToken, error, cause));
  }

  @Override
  public void heartbeat(String taskToken) {
    answer(interpreter -> interpreter.heartbeat(taskToken));
  }

  private void answer(Consumer<AslRunner> call) {
    try {
      runner.ifPresent(call);
    } catch (InvalidTokenException ended) {
      // answered before, or the wait has ended: no error, by the port's promise
    }
  }
}
