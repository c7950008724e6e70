package io.labelloop.budget;

import java.time.Instant;

/** A line of the ledger: what happened, why, and when. */
public sealed interface LedgerEntry {
  /** Why it was done, for the person who reads the books. */
  String cause();

  Instant at();

  /** A line about one reservation. */
  sealed interface OfReservation extends LedgerEntry {
    ReservationId id();
  }

  /** Money was set aside. */
  record Reserved(ReservationId id, Money amount, String cause, Instant at)
      implements OfReservation {}

  /** Of the money that was set aside, {@code spent} was paid; what remained is free again. */
  record Settled(ReservationId id, Money spent, String cause, Instant at)
      implements OfReservation {}

  /** All the money that was set aside is free again. */
  record Released(ReservationId id, String cause, Instant at) implements OfReservation {}

  /** Somebody ordered another budget, which holds from the next round on. */
  record BudgetSet(Money budget, String by, String cause, Instant at) implements LedgerEntry {}

  /** A round began, and with it the budget that was ordered last. */
  record BudgetInForce(Money budget, String cause, Instant at) implements LedgerEntry {}
}
