package io.labelloop.model;

/**
 * A stored model or feature space cannot be read; the message says why and what would be accepted.
 */
public final class UnreadableModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnreadableModelException(String message) {
    super(message);
  }

  public UnreadableModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
