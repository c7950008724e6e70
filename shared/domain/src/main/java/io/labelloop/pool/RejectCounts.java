package io.labelloop.pool;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How many lines of a pool were rejected, by reason and by the column that is to blame.
 *
 * @param byReason every rejected line, by its reason
 * @param byColumn the lines that have a column to blame, by its name (of an array the element, such
 *     as {@code "vector[3]"}) and then by reason: at most {@value #MAX_COLUMNS} columns, those that
 *     came first; the others are counted together as {@value #OTHER_COLUMNS}
 */
public record RejectCounts(
    Map<RejectReason, Long> byReason, Map<String, Map<RejectReason, Long>> byColumn) {
  /** So many columns are counted each on its own. */
  public static final int MAX_COLUMNS = 1_000;

  /** Under this name the lines of all further columns are counted. */
  public static final String OTHER_COLUMNS = "(other columns)";

  /** Nothing was rejected. */
  public static final RejectCounts NONE = new RejectCounts(Map.of(), Map.of());

  public RejectCounts {
    byReason = sorted(byReason);
    SortedMap<String, Map<RejectReason, Long>> columns = new TreeMap<>();
    byColumn.forEach((column, reasons) -> columns.put(column, sorted(reasons)));
    byColumn = Collections.unmodifiableSortedMap(columns);
  }

  /** The lines that a column cost, by reason. */
  public record Column(String name, Map<RejectReason, Long> reasons) {
    public Column {
      reasons = sorted(reasons);
    }

    public long lines() {
      return sum(reasons);
    }

    /** Such as {@code "149 NOT_A_NUMBER, 1 WRONG_TYPE"}. */
    public String reasonsInWords() {
      return reasons.entrySet().stream()
          .map(reason -> reason.getValue() + " " + reason.getKey())
          .collect(Collectors.joining(", "));
    }
  }

  /** All rejected lines. */
  public long lines() {
    return sum(byReason);
  }

  /** The columns that are to blame: those that cost most first, and of equals by name. */
  public List<Column> columns() {
    return byColumn.keySet().stream()
        .map(this::column)
        .sorted(Comparator.comparingLong(Column::lines).reversed().thenComparing(Column::name))
        .toList();
  }

  /** What a column cost; no line where it was not counted on its own. */
  public Column column(String name) {
    return new Column(name, byColumn.getOrDefault(name, Map.of()));
  }

  /** The lines for which no column is to blame, such as broken JSON and repeated ids. */
  public long linesWithoutColumn() {
    return lines() - columns().stream().mapToLong(Column::lines).sum();
  }

  /** These and others together; where there are too many columns, these keep theirs. */
  public RejectCounts plus(RejectCounts others) {
    var counter = new Counter();
    counter.add(this);
    counter.add(others);
    return counter.counts();
  }

  private static long sum(Map<RejectReason, Long> reasons) {
    return reasons.values().stream().mapToLong(Long::longValue).sum();
  }

  // by name, as documents have had them from the first release on
  private static SortedMap<RejectReason, Long> byName() {
    return new TreeMap<>(Comparator.comparing(RejectReason::name));
  }

  private static Map<RejectReason, Long> sorted(Map<RejectReason, Long> reasons) {
    SortedMap<RejectReason, Long> sorted = byName();
    sorted.putAll(reasons);
    return Collections.unmodifiableSortedMap(sorted);
  }

  /** Counts rejected lines while they are read. */
  public static final class Counter {
    private final Map<RejectReason, Long> reasons = byName();
    private final Map<String, Map<RejectReason, Long>> columns = new TreeMap<>();

    /**
     * Counts one more line.
     *
     * @return the name under which it was counted, if a column is to blame
     */
    public Optional<String> add(RejectedLine line) {
      reasons.merge(line.reason(), 1L, Long::sum);
      return line.column().map(column -> add(column, line.reason(), 1));
    }

    /** Counts what was counted elsewhere. */
    public void add(RejectCounts counts) {
      counts.byReason().forEach((reason, lines) -> reasons.merge(reason, lines, Long::sum));
      counts
          .byColumn()
          .forEach(
              (column, ofColumn) ->
                  ofColumn.forEach((reason, lines) -> add(column, reason, lines)));
    }

    private String add(String column, RejectReason reason, long lines) {
      int named = columns.size() - (columns.containsKey(OTHER_COLUMNS) ? 1 : 0);
      String name = columns.containsKey(column) || named < MAX_COLUMNS ? column : OTHER_COLUMNS;
      columns.computeIfAbsent(name, first -> byName()).merge(reason, lines, Long::sum);
      return name;
    }

    /** What was counted until now. */
    public RejectCounts counts() {
      return new RejectCounts(reasons, columns);
    }
  }
}
