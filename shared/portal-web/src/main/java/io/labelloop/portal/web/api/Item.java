package io.labelloop.portal.web.api;

import io.labelloop.portal.ItemView;
import io.labelloop.portal.Reply;
import io.labelloop.portal.Work;
import java.time.Instant;
import java.util.Optional;

/** An item as the page sees it. */
public record Item(
    String assignment,
    String question,
    ItemView.Content content,
    Instant leaseUntil,
    Optional<Boolean> training,
    Optional<Reply> draft) {
  static Item of(Work.Assignment assignment, Optional<Reply> draft) {
    return new Item(
        assignment.id(),
        assignment.item().question(),
        assignment.item().content(),
        assignment.leaseUntil(),
        assignment.item().training(),
        draft);
  }
}
