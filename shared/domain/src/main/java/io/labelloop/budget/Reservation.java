package io.labelloop.budget;

/** The answer to a wish to reserve money. */
public sealed interface Reservation {
  /**
   * The money is set aside.
   *
   * @param ledger the books with the reservation in them
   * @param held what is set aside, or was when the same reservation was first made
   */
  record Granted(BudgetLedger ledger, ReservationId id, Money held) implements Reservation {}

  /** The money that is left does not suffice; nothing was reserved. */
  record Denied(Money asked, Money left) implements Reservation {}
}
