package io.labelloop.report;

import io.labelloop.pool.RejectCounts;
import java.util.List;

/** How many lines of the pool are no items, why, and which columns are to blame. */
final class RejectsSection {
  /** So many columns are shown, those that cost most. */
  private static final int SHOWN = 20;

  private RejectsSection() {}

  static void write(Html html, RejectCounts rejects) {
    html.element("h2", "Rejected lines");
    if (rejects.lines() == 0) {
      html.element("p", "No line of the pool was rejected.");
      return;
    }
    Tables.rows(
        html,
        "Rejected lines by reason",
        List.of("Reason", "Lines"),
        rejects.byReason().entrySet().stream()
            .map(reason -> List.of(reason.getKey().name(), "" + reason.getValue()))
            .toList());
    List<RejectCounts.Column> columns = rejects.columns();
    if (columns.isEmpty()) {
      return;
    }
    Tables.rows(
        html,
        "Rejected lines by column",
        List.of("Column", "Lines", "Reasons"),
        columns.stream()
            .limit(SHOWN)
            .map(column -> List.of(column.name(), "" + column.lines(), column.reasonsInWords()))
            .toList());
    html.element("p", outsideTheTable(columns, rejects.linesWithoutColumn()));
  }

  private static String outsideTheTable(List<RejectCounts.Column> columns, long without) {
    var words = new StringBuilder();
    if (columns.size() > SHOWN) {
      long lines = columns.stream().skip(SHOWN).mapToLong(RejectCounts.Column::lines).sum();
      words
          .append(columns.size() - SHOWN)
          .append(columns.size() == SHOWN + 1 ? " more column costs " : " more columns cost ")
          .append(lines(lines))
          .append(". ");
    }
    words.append("A line counts for the first of its columns that is to blame");
    if (without > 0) {
      words.append("; ").append(lines(without)).append(" count for none");
    }
    return words.append('.').toString();
  }

  private static String lines(long lines) {
    return lines + (lines == 1 ? " line" : " lines");
  }
}
