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

  /** What happened to a reservation. */
  public enum Kind {
    RESERVED,
    SETTLED,
    RELEASED
  }

  /** A line of the books; a release has no amount, since it frees whatever is held. */
  public record Entry(Kind kind, String id, Optional<Money> amount, String cause, Instant at) {}

  /** The stored form of a ledger. */
  public static LedgerDocument of(BudgetLedger ledger) {
    return new LedgerDocument(
        VERSION, ledger.entries().stream().map(LedgerDocument::stored).toList());
  }

  private static Entry stored(LedgerEntry entry) {
    String id = entry.id().value();
    return switch (entry) {
      case LedgerEntry.Reserved reserved ->
          new Entry(Kind.RESERVED, id, Optional.of(reserved.amount()), entry.cause(), entry.at());
      case LedgerEntry.Settled settled ->
          new Entry(Kind.SETTLED, id, Optional.of(settled.spent()), entry.cause(), entry.at());
      case LedgerEntry.Released released ->
          new Entry(Kind.RELEASED, id, Optional.empty(), entry.cause(), entry.at());
    };
  }

  /** The entries, to be replayed. */
  public List<LedgerEntry> toEntries() {
    return entries.stream().map(LedgerDocument::entry).toList();
  }

  private static LedgerEntry entry(Entry stored) {
    var id = new ReservationId(stored.id());
    return switch (stored.kind()) {
      case RESERVED ->
          new LedgerEntry.Reserved(id, stored.amount().orElseThrow(), stored.cause(), stored.at());
      case SETTLED ->
          new LedgerEntry.Settled(id, stored.amount().orElseThrow(), stored.cause(), stored.at());
      case RELEASED -> new LedgerEntry.Released(id, stored.cause(), stored.at());
    };
  }
}
