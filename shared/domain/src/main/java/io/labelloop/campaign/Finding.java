package io.labelloop.campaign;

import java.util.Optional;

/**
 * Something about a campaign file that a person should change.
 *
 * @param pointer where, as a JSON pointer (RFC 6901); empty for the whole file
 * @param message what came and what is accepted
 * @param suggestion the known name that was probably meant
 */
public record Finding(String pointer, String message, Optional<String> suggestion) {
  /** What came is quoted, and what came may be a control character, which a terminal obeys. */
  public Finding {
    pointer = shown(pointer);
    message = shown(message);
  }

  private static String shown(String words) {
    return words.replaceAll("[\\p{Cntrl}&&[^\n]]", "\uFFFD");
  }

  @Override
  public String toString() {
    return (pointer.isEmpty() ? "" : pointer + ": ")
        + message
        + suggestion.map(name -> "; did you mean '" + name + "'?").orElse("");
  }
}
