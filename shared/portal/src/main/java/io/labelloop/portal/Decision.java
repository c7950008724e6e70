package io.labelloop.portal;

import io.labelloop.pool.ItemId;
import java.time.Instant;
import java.util.Optional;

/** What a manager decided about an item that people disagreed on; it is decided once. */
record Decision(
    int version, ItemId item, Reply reply, PersonId by, Instant at, Optional<String> reason) {
  static final int VERSION = 1;
}
