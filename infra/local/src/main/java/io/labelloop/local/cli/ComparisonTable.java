package io.labelloop.local.cli;

import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A comparison for people: a row for each strategy and trainer. */
final class ComparisonTable {
  private ComparisonTable() {}

  static void print(ComparisonResult result, boolean sentences, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%d seeds, %,d test %s%s%n",
        result.seeds(),
        result.test(),
        sentences ? "sentences" : "items",
        sentences ? "; labels are tokens shown, and accuracy is entity F1" : "");
    result
        .trainers()
        .forEach(
            (trainer, all) ->
                out.printf(
                    Locale.ROOT,
                    "%s with all labels: %s %.3f%n",
                    trainer,
                    sentences ? "entity F1" : "accuracy",
                    all));
    out.printf(
        Locale.ROOT,
        "%n%-26s %-14s %-15s %-16s %-24s %s%n",
        "strategy",
        sentences ? "area of F1 (sd)" : "AULC (sd)",
        "last",
        "labels to reach",
        "saving, 95 % interval",
        "s/round");
    String trainer = "";
    for (ComparisonResult.Row row : result.strategies()) {
      if (result.trainers().size() > 1 && !row.trainer().equals(trainer)) {
        out.println("- " + row.trainer());
      }
      trainer = row.trainer();
      ComparisonResult.CurvePoint last = row.curve().getLast();
      out.printf(
          Locale.ROOT,
          "%-26s %.3f (%.3f)   %6d: %.3f   %-16s %-24s %.3f%n",
          row.name(),
          row.aulc().mean(),
          row.aulc().sd(),
          last.labels(),
          last.accuracy(),
          row.reach().map(ComparisonTable::reach).orElse("-"),
          saving(row),
          row.secondsPerRound());
    }
    result.strategies().stream()
        .filter(row -> row.validation() > 0)
        .collect(
            Collectors.groupingBy(
                ComparisonResult.Row::validation,
                TreeMap::new,
                Collectors.mapping(
                    ComparisonResult.Row::name, Collectors.toCollection(LinkedHashSet::new))))
        .forEach(
            (validation, names) ->
                out.printf(
                    Locale.ROOT,
                    "%n%s: the labels have %,d of a validation stream among them, drawn uniformly"
                        + " from the pool and paid after the seed set, which teach nothing%n",
                    String.join("; ", names),
                    validation));
  }

  private static String reach(ComparisonResult.Reach reach) {
    Optional<Double> labels = reach.labels();
    return String.format(Locale.ROOT, ".%03.0f: ", 1000 * reach.accuracy())
        + (labels.isPresent() ? String.format(Locale.ROOT, "%,.0f", labels.get()) : "never");
  }

  private static String saving(ComparisonResult.Row row) {
    return row.labelSaving().map(factor -> String.format(Locale.ROOT, "%.2f x", factor)).orElse("-")
        + row.labelSavingInterval()
            .map(
                interval ->
                    String.format(Locale.ROOT, " (%.2f to %.2f)", interval.low(), interval.high()))
            .orElse("");
  }
}
