package io.labelloop.portal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an answer is good for. */
public enum Standing {
  /** It is one of the answers that the item wanted. */
  COUNTS(""),
  /** It was given to learn, and never counts. */
  TRAINING("This one was for practice."),
  /** The item had all its answers: it tells of the person, and not of the item. */
  SURPLUS("Others had answered this item first; thank you, your answer is kept."),
  /** The batch had ended: it tells of the person, and not of the item. */
  LATE("The batch had ended before this answer came; thank you, your answer is kept."),
  /** A skip, or an answer that was taken back. */
  NOTED("");

  private final String reason;

  Standing(String reason) {
    this.reason = reason;
  }

  /** Why the answer does not count, in words for the person; empty where it does. */
  public String reason() {
    return reason;
  }

  /** The name in documents, such as {@code counts}. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The standing of a name. */
  @JsonCreator
  public static Standing of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
