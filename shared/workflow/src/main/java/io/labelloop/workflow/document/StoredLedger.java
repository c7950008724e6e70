package io.labelloop.workflow.document;

import io.labelloop.budget.BudgetLedger;
import io.labelloop.budget.LedgerReplay;
import io.labelloop.budget.Money;
import io.labelloop.workflow.port.ObjectStore;
import java.util.Currency;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A ledger in an object store. It is changed by conditional writes only: who comes second reads
 * what the first left, and decides again, so concurrent writers lose nothing.
 *
 * @param budget what the campaign file allows, until somebody orders another
 */
public record StoredLedger(
    ObjectStore objects, String key, Optional<Money> budget, Currency currency) {
  /** The books as they are now. */
  public BudgetLedger read() {
    return ledger(new DocumentStore(objects).findBytes(key));
  }

  /**
   * Changes the books.
   *
   * @param change may run several times, with newer books each time; must not have other effects
   * @return the books as this change left them
   */
  public BudgetLedger update(UnaryOperator<BudgetLedger> change) {
    return new DocumentStore(objects)
        .update(
            key,
            stored -> {
              BudgetLedger before = ledger(stored);
              BudgetLedger after = change.apply(before);
              return stored.isPresent() && after.entries().size() == before.entries().size()
                  ? DocumentStore.Update.none(after)
                  : DocumentStore.Update.of(LedgerDocument.of(after), after);
            });
  }

  private BudgetLedger ledger(Optional<byte[]> stored) {
    return LedgerReplay.of(
        budget,
        currency,
        JsonCodec.read(stored.orElse(LedgerDocument.EMPTY), LedgerDocument.class).toEntries());
  }
}
