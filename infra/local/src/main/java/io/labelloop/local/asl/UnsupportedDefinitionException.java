package io.labelloop.local.asl;

import java.util.List;

/**
 * A definition says something that this interpreter does not do; it is refused as a whole rather
 * than guessed at.
 */
public final class UnsupportedDefinitionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  UnsupportedDefinitionException(String machine, List<String> problems) {
    super("state machine '" + machine + "' is refused:\n" + String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** Each with the path of the field. */
  public List<String> problems() {
    return problems;
  }
}
