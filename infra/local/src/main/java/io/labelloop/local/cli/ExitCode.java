package io.labelloop.local.cli;

/** What a command's exit code means. */
final class ExitCode {
  /** Done, with any honest outcome. */
  static final int DONE = 0;

  /** Something failed that was not the input's fault. */
  static final int FAILED = 1;

  /** The input is wrong; standard error says what to change. */
  static final int WRONG_INPUT = 2;

  /** The campaign is paused, and goes on when it is resumed and run again. */
  static final int PAUSED = 3;

  private ExitCode() {}
}
