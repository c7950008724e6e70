package io.labelloop.portal;

import java.util.function.UnaryOperator;

/** The {@link Desk} of every person. */
final class Desks {
  private final PortalStore store;
  private final PortalKeys keys;

  Desks(PortalStore store, PortalKeys keys) {
    this.store = store;
    this.keys = keys;
  }

  Desk read(PersonId person) {
    return store.find(keys.desk(person), Desk.class).orElse(Desk.EMPTY);
  }

  Desk update(PersonId person, UnaryOperator<Desk> change) {
    return store.update(keys.desk(person), Desk.class, () -> Desk.EMPTY, change);
  }
}
