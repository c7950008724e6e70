package io.labelloop.portal.web.api;

import io.labelloop.portal.PersonId;
import io.labelloop.portal.Portal;
import io.labelloop.portal.Progress;
import io.labelloop.portal.Work;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Items, and what else there is. */
public record Next(
    List<Item> items,
    Work.State state,
    Optional<Instant> retryAt,
    Progress progress,
    String guidelinesVersion,
    Instant serverTime) {
  /** Takes items for a person. */
  static Next of(Portal portal, PersonId person, Wanted wanted) {
    Work work = portal.queue().next(person, wanted.tabName(), wanted.held(), wanted.wanted());
    return new Next(
        work.items().stream().map(item -> Item.of(item, Optional.empty())).toList(),
        work.state(),
        work.retryAt(),
        portal.progress(person),
        portal.recentGuidelines(),
        portal.now());
  }
}
