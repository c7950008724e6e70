package io.labelloop.workflow.step;

/** A pool cannot be used; the message says why and what to change. */
public final class PoolProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PoolProblemException(String message) {
    super(message);
  }
}
