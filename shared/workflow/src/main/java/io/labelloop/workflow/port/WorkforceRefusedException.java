package io.labelloop.workflow.port;

/**
 * A workforce does not take jobs from this campaign: trying again changes nothing, a person has to.
 * Thrown before anything is published that costs money.
 */
public final class WorkforceRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what was refused, and what to change
   */
  public WorkforceRefusedException(String message) {
    super(message);
  }

  public WorkforceRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
