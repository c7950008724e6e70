package io.labelloop.local;

import io.labelloop.campaign.Finding;
import io.labelloop.pool.RejectCounts;
import io.labelloop.pool.RejectedLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts rejected lines, and says which columns cost most of them: the first of a line that is
 * missing or not what it must be.
 */
final class RejectedColumns {
  private static final int SHOWN = 10;

  private final RejectCounts.Counter counter = new RejectCounts.Counter();
  private final Map<String, RejectedLine> firsts = new LinkedHashMap<>();

  /** Counts one more line; what has no column to blame, such as broken JSON, is not warned of. */
  void add(RejectedLine line) {
    counter.add(line).ifPresent(column -> firsts.putIfAbsent(column, line));
  }

  /** All lines, whether a column is to blame or not. */
  long lines() {
    return counter.counts().lines();
  }

  /** A warning for each of the columns that cost most, and one that there are more. */
  List<Finding> warnings() {
    RejectCounts counts = counter.counts();
    // of columns that cost the same, the one that came first
    List<RejectCounts.Column> all =
        firsts.keySet().stream()
            .map(counts::column)
            .sorted(Comparator.comparingLong(RejectCounts.Column::lines).reversed())
            .toList();
    var warnings = new ArrayList<Finding>();
    all.stream().limit(SHOWN).forEach(column -> warnings.add(warning(message(column))));
    if (all.size() > SHOWN) {
      warnings.add(
          warning(
              all.size() - SHOWN + " more columns cost lines; rejects.jsonl of a run names them"));
    }
    return warnings;
  }

  private static Finding warning(String message) {
    return new Finding("/pool", message, Optional.empty());
  }

  private String message(RejectCounts.Column column) {
    RejectedLine first = Optional.ofNullable(firsts.get(column.name())).orElseThrow();
    return "'%s' costs %,d %s (%s), first %s:%d"
        .formatted(
            column.name(),
            column.lines(),
            column.lines() == 1 ? "line" : "lines",
            column.reasonsInWords(),
            first.key().substring(first.key().lastIndexOf('/') + 1),
            first.line());
  }
}
