package io.labelloop.portal;

import io.labelloop.pool.ItemId;
import java.time.Instant;
import java.util.Optional;

/**
 * One revision of a person's answer, as it came. It is an object of its own, written once.
 *
 * @param sending the key that the page gave to this sending
 * @param receivedAt by the server's clock
 */
public record StoredAnswer(
    int version,
    ItemId item,
    PersonId person,
    int revision,
    AnswerKind kind,
    Reply reply,
    String sending,
    Meta meta,
    Instant receivedAt) {
  static final int VERSION = 1;

  /**
   * What the page tells of how an answer came about.
   *
   * @param activeMillis how long the item was in sight of an active person
   * @param input keyboard, mouse or touch
   * @param answeredAt by the person's clock
   */
  public record Meta(
      long activeMillis,
      Optional<String> guidelinesVersion,
      Optional<String> uiVersion,
      Optional<String> input,
      Optional<Instant> answeredAt) {
    /** That the page told nothing. */
    public static final Meta NONE =
        new Meta(0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }
}
