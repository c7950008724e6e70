package io.labelloop.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * How an execution ended.
 *
 * @param error the error's name, where it failed
 * @param cause the error in words, where there are some
 * @param history the events, as GetExecutionHistory lists them
 * @param redrivable where it failed, to go on from there; none if it succeeded
 */
public record ExecutionResult(
    Status status,
    Optional<JsonNode> output,
    Optional<String> error,
    Optional<String> cause,
    List<JsonNode> history,
    Optional<Redrivable> redrivable) {
  public ExecutionResult {
    history = List.copyOf(history);
  }

  static ExecutionResult succeeded(JsonNode output, List<JsonNode> history) {
    return new ExecutionResult(
        Status.SUCCEEDED,
        Optional.of(output),
        Optional.empty(),
        Optional.empty(),
        history,
        Optional.empty());
  }

  static ExecutionResult failed(StateFailure failure, Redrivable redrivable) {
    return new ExecutionResult(
        Status.FAILED,
        Optional.empty(),
        Optional.of(failure.error()).filter(error -> !error.isEmpty()),
        Optional.ofNullable(failure.reason()),
        redrivable.history(),
        Optional.of(redrivable));
  }

  /** Whether an execution did what it should. */
  public enum Status {
    SUCCEEDED,
    FAILED,
    TIMED_OUT
  }
}
