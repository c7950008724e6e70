package io.labelloop.portal;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a person gets when they ask for work.
 *
 * @param state what is to be had beyond the items
 * @param retryAt if all that is left is held by others: when the first of them may give it back
 */
public record Work(List<Assignment> items, State state, Optional<Instant> retryAt) {
  public Work {
    items = List.copyOf(items);
  }

  /** An item that is held for a person. */
  public record Assignment(String id, Instant leaseUntil, ItemView item) {}

  /** Whether there is work. */
  public enum State {
    /** There is. */
    WORK,
    /** Everything that this person could answer has its answers. */
    DONE,
    /** All that is left is held by others. */
    LOCKED,
    /** A manager paused the portal. */
    PAUSED,
    /** Many pages had nothing; ask again at once. */
    SEARCHING;

    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
