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
 */
public record ExecutionResult(
    Status status,
    Optional<JsonNode> output,
    Optional<String> error,
    Optional<String> cause,
    List<JsonNode> history) {
  public ExecutionResult {
    history = List.copyOf(history);
  }

  /** Whether an execution did what it should. */
  public enum Status {
    SUCCEEDED,
    FAILED,
    TIMED_OUT
  }
}
