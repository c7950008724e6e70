package io.labelloop.aws.mechanicalturk;

import io.labelloop.workflow.port.WorkforceOutageException;
import io.labelloop.workflow.port.WorkforceRefusedException;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** A request to Mechanical Turk, whose failures are told apart for the workflow. */
final class TurkRequest {
  private static final String CLOSED =
      "Mechanical Turk closed on 30 September 2026; choose another workforce in /workforce/type, such"
          + " as 'portal'";

  private TurkRequest() {}

  /**
   * Makes a request.
   *
   * @throws WorkforceOutageException if it failed in a way that passes
   * @throws WorkforceRefusedException if a person has to do something about it
   */
  static <T> T send(Supplier<T> request) {
    try {
      return request.get();
    } catch (AwsServiceException failure) {
      boolean passing =
          failure.isThrottlingException()
              || failure.statusCode() >= 500
              || failure.awsErrorDetails().errorCode().startsWith("ExpiredToken");
      throw passing
          ? new WorkforceOutageException("Mechanical Turk failed: " + failure.getMessage(), failure)
          : new WorkforceRefusedException(
              "Mechanical Turk refused a request: " + failure.getMessage() + ". " + CLOSED,
              failure);
    } catch (SdkException unreachable) {
      throw new WorkforceRefusedException(
          "Mechanical Turk could not be reached: " + unreachable.getMessage() + ". " + CLOSED,
          unreachable);
    }
  }
}
