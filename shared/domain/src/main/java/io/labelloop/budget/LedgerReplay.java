package io.labelloop.budget;

import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** Makes books of their stored entries, each held against those before it. */
public final class LedgerReplay {
  private LedgerReplay() {}

  /**
   * The books after all entries.
   *
   * @param budget of the start; empty if there was no limit
   * @throws IllegalArgumentException naming the first entry that cannot follow those before it
   */
  public static BudgetLedger of(
      Optional<Money> budget, Currency currency, List<LedgerEntry> entries) {
    BudgetLedger books = BudgetLedger.empty(budget, currency);
    for (int i = 0; i < entries.size(); i++) {
      BudgetLedger next = after(books, entries.get(i));
      if (next.entries().size() != i + 1) {
        throw new IllegalArgumentException(
            "ledger entry " + (i + 1) + " does not follow from those before it: " + entries.get(i));
      }
      books = next;
    }
    return books;
  }

  private static BudgetLedger after(BudgetLedger books, LedgerEntry entry) {
    return switch (entry) {
      case LedgerEntry.Reserved e ->
          books.reserve(e.id(), e.amount(), e.cause(), e.at())
                  instanceof Reservation.Granted granted
              ? granted.ledger()
              : books;
      case LedgerEntry.Settled e -> books.settle(e.id(), e.spent(), e.cause(), e.at());
      case LedgerEntry.Released e -> books.release(e.id(), e.cause(), e.at());
      case LedgerEntry.BudgetSet e -> books.setBudget(e.budget(), e.by(), e.cause(), e.at());
      case LedgerEntry.BudgetInForce e ->
          books.ordered().equals(Optional.of(e.budget()))
              ? books.startRound(e.cause(), e.at())
              : books;
    };
  }
}
