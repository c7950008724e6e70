package io.labelloop.portal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a person did with an item. */
public enum AnswerKind {
  /** Gave a class or the entities. */
  LABEL,
  /** Looked, and cannot tell: an answer, of which no annotation comes. */
  CANNOT_TELL,
  /** Left it to others. */
  SKIP,
  /** Took the last revision back. */
  UNDONE;

  /** Whether it takes one of the answers that an item wants. */
  boolean answers() {
    return this == LABEL || this == CANNOT_TELL;
  }

  /** The name in documents, such as {@code cannot-tell}. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind of a name. */
  @JsonCreator
  public static AnswerKind of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
