package io.labelloop.workflow.port;

/** A workforce's service failed, throttled or could not be reached; trying again may help. */
public final class WorkforceOutageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WorkforceOutageException(String message, Throwable cause) {
    super(message, cause);
  }
}
