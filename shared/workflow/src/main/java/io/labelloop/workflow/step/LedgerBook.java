package io.labelloop.workflow.step;

import io.labelloop.budget.BudgetLedger;
import io.labelloop.budget.Money;
import io.labelloop.budget.Reservation;
import io.labelloop.budget.ReservationId;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.LedgerDocument;
import io.labelloop.workflow.port.ObjectStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The ledger in the object store, changed by conditional writes only, so that concurrent writers
 * lose nothing.
 */
public final class LedgerBook {
  private final InstantSource clock;

  public LedgerBook(InstantSource clock) {
    this.clock = clock;
  }

  /** The books as they are now. */
  public BudgetLedger read(Campaign campaign) {
    return campaign
        .documents()
        .objects()
        .get(campaign.keys().ledger())
        .map(stored -> ledger(campaign, stored.content()))
        .orElseGet(() -> ledger(campaign, LedgerDocument.EMPTY));
  }

  /** Reserves what several questions cost, or of those that still fit into the budget. */
  Reservation reserveFitting(Campaign campaign, ReservationId id, List<Money> costs, String cause) {
    Reservation[] answer = new Reservation[1];
    update(
        campaign,
        books -> {
          answer[0] = books.reserveFitting(id, costs, cause, clock.instant());
          return answer[0] instanceof Reservation.Granted granted ? granted.ledger() : books;
        });
    return answer[0];
  }

  /**
   * Pays for what was answered of a reservation and frees the rest; a settled one stays as it is.
   */
  void settle(Campaign campaign, ReservationId id, Money spent, String cause) {
    update(
        campaign,
        books ->
            books.held(id).isPresent() ? books.settle(id, spent, cause, clock.instant()) : books);
  }

  /** Frees every open reservation. */
  void releaseAll(Campaign campaign, String cause) {
    update(
        campaign,
        books -> {
          BudgetLedger next = books;
          for (ReservationId id : books.open()) {
            next = next.release(id, cause, clock.instant());
          }
          return next;
        });
  }

  private static void update(Campaign campaign, UnaryOperator<BudgetLedger> change) {
    ObjectStore objects = campaign.documents().objects();
    String key = campaign.keys().ledger();
    while (true) {
      Optional<ObjectStore.StoredObject> stored = objects.get(key);
      BudgetLedger before =
          ledger(
              campaign, stored.map(ObjectStore.StoredObject::content).orElse(LedgerDocument.EMPTY));
      BudgetLedger after = change.apply(before);
      if (stored.isPresent() && after.entries().size() == before.entries().size()) {
        return;
      }
      byte[] content = JsonCodec.document(LedgerDocument.of(after));
      ObjectStore.PutResult result =
          stored.isPresent()
              ? objects.replaceIfUnchanged(key, stored.get().etag(), content)
              : objects.putIfAbsent(key, content);
      if (result instanceof ObjectStore.PutResult.Stored) {
        return;
      }
    }
  }

  private static BudgetLedger ledger(Campaign campaign, byte[] content) {
    return BudgetLedger.replay(
        campaign.spec().stop().budget(),
        campaign.spec().workforce().prices().currency(),
        JsonCodec.read(content, LedgerDocument.class).toEntries());
  }
}
