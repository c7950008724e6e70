package io.labelloop.workflow.document;

import io.labelloop.budget.BudgetLedger;
import io.labelloop.budget.LedgerEntry;
import io.labelloop.budget.Money;
import io.labelloop.budget.ReservationId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The ledger as it is stored: its entries, oldest first. */
public record LedgerDocument(int version, List<Entry> entries) {
  public static final int VERSION = 1;

  /** Books without an entry. */
  public static final byte[] EMPTY =
      ("{\"version\":" + VERSION + ",\"entries\":[]}").getBytes(StandardCharsets.UTF_8);

  public LedgerDocument {
    entries = List.copyOf(entries);
  }

  /** What happened. */
  public enum Kind {
    RESERVED,
    SETTLED,
    RELEASED,
    BUDGET_SET,
    BUDGET_IN_FORCE
  }

  /**
   * A line of the books.
   *
   * @param id of the reservation; none where the budget changes
   * @param amount none for a release, since it frees whatever is held
   * @param by who changed the budget
   */
  public record Entry(
      Kind kind,
      Optional<String> id,
      Optional<Money> amount,
      Optional<String> by,
      String cause,
      Instant at) {

    private static Entry of(LedgerEntry.OfReservation entry, Kind kind, Optional<Money> amount) {
      return new Entry(
          kind,
          Optional.of(entry.id().value()),
          amount,
          Optional.empty(),
          entry.cause(),
          entry.at());
    }

    private ReservationId reservation() {
      return new ReservationId(id.orElseThrow());
    }

    private Money money() {
      return amount.orElseThrow();
    }
  }

  /** The stored form of a ledger. */
  public static LedgerDocument of(BudgetLedger ledger) {
    return new LedgerDocument(
        VERSION, ledger.entries().stream().map(LedgerDocument::stored).toList());
  }

  private static Entry stored(LedgerEntry entry) {
    return switch (entry) {
      case LedgerEntry.Reserved reserved ->
          Entry.of(reserved, Kind.RESERVED, Optional.of(reserved.amount()));
      case LedgerEntry.Settled settled ->
          Entry.of(settled, Kind.SETTLED, Optional.of(settled.spent()));
      case LedgerEntry.Released released -> Entry.of(released, Kind.RELEASED, Optional.empty());
      case LedgerEntry.BudgetSet set ->
          new Entry(
              Kind.BUDGET_SET,
              Optional.empty(),
              Optional.of(set.budget()),
              Optional.of(set.by()),
              set.cause(),
              set.at());
      case LedgerEntry.BudgetInForce inForce ->
          new Entry(
              Kind.BUDGET_IN_FORCE,
              Optional.empty(),
              Optional.of(inForce.budget()),
              Optional.empty(),
              inForce.cause(),
              inForce.at());
    };
  }

  /** The entries, to be replayed. */
  public List<LedgerEntry> toEntries() {
    return entries.stream().map(LedgerDocument::entry).toList();
  }

  private static LedgerEntry entry(Entry stored) {
    String cause = stored.cause();
    return switch (stored.kind()) {
      case RESERVED ->
          new LedgerEntry.Reserved(stored.reservation(), stored.money(), cause, stored.at());
      case SETTLED ->
          new LedgerEntry.Settled(stored.reservation(), stored.money(), cause, stored.at());
      case RELEASED -> new LedgerEntry.Released(stored.reservation(), cause, stored.at());
      case BUDGET_SET ->
          new LedgerEntry.BudgetSet(stored.money(), stored.by().orElseThrow(), cause, stored.at());
      case BUDGET_IN_FORCE -> new LedgerEntry.BudgetInForce(stored.money(), cause, stored.at());
    };
  }
}
