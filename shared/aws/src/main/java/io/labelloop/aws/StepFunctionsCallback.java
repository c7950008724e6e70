package io.labelloop.aws;

import io.labelloop.workflow.port.WorkflowCallback;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/** Answers task tokens of Step Functions. */
public final class StepFunctionsCallback implements WorkflowCallback {
  private static final int LONGEST_ERROR = 256;
  private static final int LONGEST_CAUSE = 32_768;

  private final SfnClient stepFunctions;

  public StepFunctionsCallback(SfnClient stepFunctions) {
    this.stepFunctions = stepFunctions;
  }

  @Override
  public void succeed(String taskToken, String output) {
    answer(() -> stepFunctions.sendTaskSuccess(task -> task.taskToken(taskToken).output(output)));
  }

  @Override
  public void fail(String taskToken, String error, String cause) {
    answer(
        () ->
            stepFunctions.sendTaskFailure(
                task ->
                    task.taskToken(taskToken)
                        .error(head(error, LONGEST_ERROR))
                        .cause(head(cause, LONGEST_CAUSE))));
  }

  @Override
  public void heartbeat(String taskToken) {
    answer(() -> stepFunctions.sendTaskHeartbeat(task -> task.taskToken(taskToken)));
  }

  private static void answer(Runnable call) {
    try {
      call.run();
    } catch (InvalidTokenException | TaskDoesNotExistException | TaskTimedOutException ended) {
      // unknown, answered before, or no longer waited for: no error, by the port's promise
    }
  }

  private static String head(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }
}
