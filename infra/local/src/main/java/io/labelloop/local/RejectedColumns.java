package io.labelloop.local;

import io.labelloop.campaign.Finding;
import io.labelloop.pool.PoolLine;
import io.labelloop.pool.RejectReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Counts rejected lines by the column that is to blame: the first of a line that is missing or not
 * what it must be.
 */
final class RejectedColumns {
  private static final int SHOWN = 10;

  private final Map<String, Counts> columns = new LinkedHashMap<>();

  /**
   * The lines that a column cost.
   *
   * @param column its name, and of an array the element, such as {@code "vector[3]"}
   * @param reasons how many lines for each reason
   * @param file where the first of them is
   * @param line the first, counted from 1
   */
  record Rejects(
      String column, long lines, Map<RejectReason, Long> reasons, String file, long line) {}

  private static final class Counts {
    private final Map<RejectReason, Long> reasons = new EnumMap<>(RejectReason.class);
    private final String file;
    private final long line;

    Counts(PoolLine.Rejected first) {
      this.file = first.line().key();
      this.line = first.line().line();
    }
  }

  /** Counts one more line; what has no column to blame, such as broken JSON, is left out. */
  void add(PoolLine.Rejected rejected) {
    rejected
        .column()
        .ifPresent(
            column ->
                columns
                    .computeIfAbsent(column, first -> new Counts(rejected))
                    .reasons
                    .merge(rejected.line().reason(), 1L, Long::sum));
  }

  /** What was counted, the most lines first. */
  List<Rejects> toList() {
    var all = new ArrayList<Rejects>();
    columns.forEach(
        (column, counts) ->
            all.add(
                new Rejects(
                    column,
                    counts.reasons.values().stream().mapToLong(Long::longValue).sum(),
                    Map.copyOf(counts.reasons),
                    counts.file,
                    counts.line)));
    all.sort(Comparator.comparingLong(Rejects::lines).reversed());
    return all;
  }

  /** A warning for each of the columns that cost most, and one that there are more. */
  List<Finding> warnings() {
    List<Rejects> all = toList();
    var warnings = new ArrayList<Finding>();
    all.stream().limit(SHOWN).forEach(column -> warnings.add(warning(message(column))));
    if (all.size() > SHOWN) {
      warnings.add(
          warning(
              all.size() - SHOWN + " more columns cost lines; rejects.jsonl of a run has them"));
    }
    return warnings;
  }

  private static Finding warning(String message) {
    return new Finding("/pool", message, Optional.empty());
  }

  private static String message(Rejects column) {
    String reasons =
        column.reasons().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(reason -> reason.getValue() + " " + reason.getKey())
            .collect(Collectors.joining(", "));
    String file = column.file().substring(column.file().lastIndexOf('/') + 1);
    return "'%s' costs %,d %s (%s), first %s:%d"
        .formatted(
            column.column(),
            column.lines(),
            column.lines() == 1 ? "line" : "lines",
            reasons,
            file,
            column.line());
  }
}
