package io.labelloop.workflow.port;

/**
 * Answers a workflow that waits on a task token. A token that is unknown or was answered before is
 * no error.
 */
public interface WorkflowCallback {
  /** Lets the waiting task succeed; {@code output} is JSON. */
  void succeed(String taskToken, String output);

  /** Lets the waiting task fail with an error's name and its cause in words. */
  void fail(String taskToken, String error, String cause);

  /** Tells the waiting task that work goes on. */
  void heartbeat(String taskToken);
}
