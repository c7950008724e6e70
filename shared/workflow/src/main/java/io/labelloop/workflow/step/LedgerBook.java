package io.labelloop.workflow.step;

import io.labelloop.budget.BudgetLedger;
import io.labelloop.budget.Money;
import io.labelloop.budget.Reservation;
import io.labelloop.budget.ReservationId;
import io.labelloop.workflow.document.StoredLedger;
import java.time.InstantSource;
import java.util.List;

/** The ledgers of campaigns. */
public final class LedgerBook {
  private final InstantSource clock;

  public LedgerBook(InstantSource clock) {
    this.clock = clock;
  }

  private static StoredLedger ledger(Campaign campaign) {
    return new StoredLedger(
        campaign.documents().objects(),
        campaign.keys().ledger(),
        campaign.spec().stop().budget(),
        campaign.spec().workforce().prices().currency());
  }

  /** The books as they are now. */
  public BudgetLedger read(Campaign campaign) {
    return ledger(campaign).read();
  }

  /**
   * Reserves what a wave's questions cost, or of those that still fit into the budget. The first
   * wave begins its round: a budget that was ordered before holds from then on.
   */
  Reservation reserveFitting(Campaign campaign, WaveInput wave, List<Money> costs, String cause) {
    ReservationId id = ReserveBudget.reservation(wave.round(), wave.wave());
    Reservation[] answer = new Reservation[1];
    ledger(campaign)
        .update(
            books -> {
              BudgetLedger begun =
                  wave.wave() == 1 && !books.knows(id)
                      ? books.startRound("round " + wave.round() + " begins", clock.instant())
                      : books;
              answer[0] = begun.reserveFitting(id, costs, cause, clock.instant());
              return answer[0] instanceof Reservation.Granted granted ? granted.ledger() : begun;
            });
    return answer[0];
  }

  /** Sets a sum aside for later work, if so much is left. Begins no round. */
  void setAside(Campaign campaign, ReservationId id, Money sum, String cause) {
    ledger(campaign)
        .update(
            books ->
                books.reserve(id, sum, cause, clock.instant()) instanceof Reservation.Granted held
                    ? held.ledger()
                    : books);
  }

  /**
   * Pays for what was answered of a reservation and frees the rest; a settled one stays as it is.
   */
  void settle(Campaign campaign, ReservationId id, Money spent, String cause) {
    ledger(campaign)
        .update(
            books ->
                books.held(id).isPresent()
                    ? books.settle(id, spent, cause, clock.instant())
                    : books);
  }

  /** Frees every open reservation. */
  void releaseAll(Campaign campaign, String cause) {
    ledger(campaign)
        .update(
            books -> {
              BudgetLedger next = books;
              for (ReservationId id : books.open()) {
                next = next.release(id, cause, clock.instant());
              }
              return next;
            });
  }

  /** Orders another budget for the rounds that have not begun. */
  public BudgetLedger setBudget(Campaign campaign, Money budget, String by, String cause) {
    return ledger(campaign).update(books -> books.setBudget(budget, by, cause, clock.instant()));
  }
}
