package io.labelloop.pool;

import java.io.IOException;

/** A file of the pool is of a kind that is not read: reading it again would not help. */
public final class UnacceptableFileException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong with it and what is accepted
   */
  public UnacceptableFileException(String message) {
    super(message);
  }
}
