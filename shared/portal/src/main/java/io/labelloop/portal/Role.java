package io.labelloop.portal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a person may do. */
public enum Role {
  /** Answers questions. */
  ANNOTATOR,
  /** Also sees the figures, decides disputes, and invites people. */
  MANAGER;

  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The role of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  @JsonCreator
  public static Role of(String label) {
    for (Role role : values()) {
      if (role.label().equals(label)) {
        return role;
      }
    }
    throw new IllegalArgumentException("role must be annotator or manager, but was another");
  }
}
