package io.labelloop.local.cli;

/** What a person gave is wrong; the message says what came and what is accepted. */
final class WrongInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WrongInputException(String message) {
    super(message);
  }
}
