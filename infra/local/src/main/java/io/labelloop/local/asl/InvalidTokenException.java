package io.labelloop.local.asl;

/** A task token is unknown, or its task has ended. */
public final class InvalidTokenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidTokenException(String token) {
    super("no task waits for the token '" + token + "'");
  }
}
