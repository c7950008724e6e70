package io.labelloop.local;

/** A directory cannot serve as this campaign's workspace; the message says why and what to do. */
public final class WorkspaceMismatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WorkspaceMismatchException(String message) {
    super(message);
  }
}
