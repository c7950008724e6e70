package io.labelloop.portal;

import java.util.List;
import java.util.Optional;

/** The managers' decisions. */
final class Decisions {
  private final PortalContext context;

  Decisions(PortalContext context) {
    this.context = context;
  }

  /** The name of an item's dispute, which tells nothing of the item. */
  String id(String item) {
    return "d-" + context.secret().sign("dispute", context.keys().prefix(), item);
  }

  /** All decisions, in the order of their names. */
  List<Decision> all() {
    return context.store().list(context.keys().decisions()).stream()
        .flatMap(object -> context.store().find(object.key(), Decision.class).stream())
        .toList();
  }

  Optional<Decision> find(String id) {
    return context.store().find(context.keys().decision(id), Decision.class);
  }

  /** Stores a decision unless there is one, and returns the one that holds. */
  Decision decide(Decision decision) {
    return context
        .store()
        .decide(context.keys().decision(id(decision.item().value())), decision, Decision.class);
  }
}
