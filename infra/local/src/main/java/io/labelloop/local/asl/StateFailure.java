package io.labelloop.local.asl;

import org.jspecify.annotations.Nullable;

/**
 * A state has failed with an error's name and perhaps a cause in words; {@code Retry} and {@code
 * Catch} look at it.
 */
final class StateFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  static final String QUERY = "States.QueryEvaluationError";
  static final String RUNTIME = "States.Runtime";
  static final String LIMIT = "States.DataLimitExceeded";
  static final String TIMEOUT = "States.Timeout";
  static final String HEARTBEAT = "States.HeartbeatTimeout";
  static final String THRESHOLD = "States.ExceedToleratedFailureThreshold";
  static final String READER = "States.ItemReaderFailed";

  private final String error;
  private final @Nullable String reason;
  private final String location;

  StateFailure(String error, @Nullable String reason) {
    this(error, reason, "");
  }

  /**
   * @param location the field whose expression failed
   */
  StateFailure(String error, @Nullable String reason, String location) {
    super(error + ": " + reason, null, false, false);
    this.error = error;
    this.reason = reason;
    this.location = location;
  }

  String location() {
    return location;
  }

  String error() {
    return error;
  }

  @Nullable String reason() {
    return reason;
  }

  /**
   * Whether a name in {@code ErrorEquals} matches. {@code States.ALL} does not match the two errors
   * that end an execution for good, and {@code States.TaskFailed} matches what a task fails with,
   * but no timeout.
   */
  boolean matches(String name) {
    return switch (name) {
      case "States.ALL" -> !error.equals(RUNTIME) && !error.equals(LIMIT);
      case "States.TaskFailed" ->
          error.equals(name) || (!error.startsWith("States.") && !error.equals(TIMEOUT));
      case "States.Timeout" -> error.equals(TIMEOUT) || error.equals(HEARTBEAT);
      default -> error.equals(name);
    };
  }
}
