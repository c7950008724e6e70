package io.labelloop.budget;

import java.time.Instant;

/** A line of the ledger: what happened to a reservation, why, and when. */
public sealed interface LedgerEntry {
  ReservationId id();

  /** Why it was done, for the person who reads the books. */
  String cause();

  Instant at();

  /** Money was set aside. */
  record Reserved(ReservationId id, Money amount, String cause, Instant at)
      implements LedgerEntry {}

  /** Of the money that was set aside, {@code spent} was paid; what remained is free again. */
  record Settled(ReservationId id, Money spent, String cause, Instant at) implements LedgerEntry {}

  /** All the money that was set aside is free again. */
  record Released(ReservationId id, String cause, Instant at) implements LedgerEntry {}
}
