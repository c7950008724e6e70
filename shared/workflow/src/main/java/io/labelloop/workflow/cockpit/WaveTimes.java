package io.labelloop.workflow.cockpit;

import io.labelloop.budget.LedgerEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * How long waves of questions have taken, as the ledger tells: from the entry that reserved a
 * wave's money to the next entry of the books.
 */
final class WaveTimes {
  private final List<LedgerEntry> entries;

  WaveTimes(List<LedgerEntry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** The median of the waves that were answered; empty before the first. */
  Optional<Duration> usual() {
    var spans = new ArrayList<Duration>();
    for (int i = 0; i + 1 < entries.size(); i++) {
      if (entries.get(i) instanceof LedgerEntry.Reserved reserved && isWave(reserved)) {
        Instant end = entries.get(i + 1).at();
        if (end.isAfter(reserved.at())) {
          spans.add(Duration.between(reserved.at(), end));
        }
      }
    }
    if (spans.isEmpty()) {
      return Optional.empty();
    }
    Collections.sort(spans);
    return Optional.of(spans.get(spans.size() / 2));
  }

  /** When the books were written last. */
  Optional<Instant> last() {
    return entries.isEmpty() ? Optional.empty() : Optional.of(entries.getLast().at());
  }

  /** When a wave was paid last. */
  Optional<Instant> lastSettled() {
    return entries.reversed().stream()
        .filter(LedgerEntry.Settled.class::isInstance)
        .map(LedgerEntry::at)
        .findFirst();
  }

  private static boolean isWave(LedgerEntry.Reserved reserved) {
    return reserved.id().value().startsWith("round-");
  }
}
