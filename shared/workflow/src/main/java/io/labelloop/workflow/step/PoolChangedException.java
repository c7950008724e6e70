package io.labelloop.workflow.step;

/**
 * Files that a growing pool had before have changed or vanished; the message names them. What was
 * said of their items would not hold any more.
 */
public final class PoolChangedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PoolChangedException(String message) {
    super(message);
  }
}
