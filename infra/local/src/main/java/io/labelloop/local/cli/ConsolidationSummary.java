package io.labelloop.local.cli;

import io.labelloop.annotation.AnnotationFile;
import io.labelloop.consolidation.Calibration;
import io.labelloop.consolidation.Consolidation;
import io.labelloop.consolidation.MethodDisagreement;
import io.labelloop.consolidation.ReviewedConsolidation;
import io.labelloop.estimation.Reliability;
import io.labelloop.local.cli.ConsolidateCommand.DisputedRow;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@code consolidate} says of its result, in words and as JSON. */
final class ConsolidationSummary {
  // as many as fit on a page of a program's log; --disputed writes all
  private static final int MOST_LISTED = 1_000;

  private final AnnotationFile file;
  private final ReviewedConsolidation review;
  private final int gold;
  private final Optional<Double> accuracy;
  private final int rejected;

  ConsolidationSummary(
      AnnotationFile file,
      ReviewedConsolidation review,
      int gold,
      Optional<Double> accuracy,
      int rejected) {
    this.file = file;
    this.review = review;
    this.gold = gold;
    this.accuracy = accuracy;
    this.rejected = rejected;
  }

  /** What {@code --json} prints. */
  record Document(
      String method,
      String reason,
      int items,
      int annotators,
      int annotations,
      int classes,
      List<String> labels,
      int gold,
      Optional<Double> accuracy,
      Map<String, Double> goldAccuracy,
      int iterations,
      boolean converged,
      Disagreement disagreement,
      Optional<Calibrated> calibration,
      List<String> warnings,
      int rejected,
      double seconds) {}

  /** Where methods disagree; the items are left out where a file has them. */
  record Disagreement(
      List<String> methods, int disputed, double share, boolean warning, List<DisputedRow> items) {}

  /** How well the posteriors fit the gold items. */
  record Calibrated(double temperature, int gold, Reliability before, Reliability after) {}

  /** All items on which methods disagree. */
  Stream<DisputedRow> disputed() {
    return review.disagreement().disputed().stream().map(this::row);
  }

  private DisputedRow row(MethodDisagreement.Disputed disputed) {
    Map<String, String> names = new LinkedHashMap<>();
    disputed.labels().forEach((method, label) -> names.put(method, file.labels().name(label)));
    return new DisputedRow(disputed.item().value(), names);
  }

  Document document(double seconds, boolean disputedInFile) {
    Consolidation made = review.consolidation();
    MethodDisagreement disagreement = review.disagreement();
    return new Document(
        review.choice().method().name(),
        review.choice().reason(),
        made.labels().size(),
        made.annotators().size(),
        file.annotations().size(),
        file.labels().size(),
        file.labels().names(),
        gold,
        accuracy,
        review.choice().goldAccuracy(),
        made.convergence().iterations(),
        made.convergence().converged(),
        new Disagreement(
            disagreement.methods(),
            disagreement.disputed().size(),
            disagreement.share(),
            disagreement.isWorthAWarning(),
            disputedInFile ? List.of() : disputed().limit(MOST_LISTED).toList()),
        review
            .calibration()
            .map(c -> new Calibrated(c.temperature().value(), c.gold(), c.before(), c.after())),
        warnings(),
        rejected,
        seconds);
  }

  private List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    Consolidation made = review.consolidation();
    if (made.annotators().size() == 1) {
      warnings.add(
          "only one annotator answered, '"
              + made.annotators().getFirst().annotator()
              + "': its answers are the labels, and nothing tells how good they are");
    }
    MethodDisagreement disagreement = review.disagreement();
    if (disagreement.isWorthAWarning()) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "%s disagree on %,d of %,d items (%.1f %%)",
              String.join(", ", disagreement.methods()),
              disagreement.disputed().size(),
              disagreement.items(),
              100 * disagreement.share()));
    }
    return warnings;
  }

  void printWarnings(PrintWriter errors, Optional<Path> disputedFile) {
    warnings().forEach(warning -> errors.println("warning: " + warning));
    if (review.disagreement().isWorthAWarning()) {
      errors.println(
          disputedFile
              .map(path -> "these items: " + path)
              .orElse("--disputed FILE writes these items, --json lists them"));
    }
  }

  void print(PrintWriter words) {
    Consolidation made = review.consolidation();
    words.printf(
        Locale.ROOT,
        "%s (%s): %,d items, %,d annotators, %,d annotations, %d classes; %d iterations%s%s%n",
        review.choice().method().name(),
        review.choice().reason(),
        made.labels().size(),
        made.annotators().size(),
        file.annotations().size(),
        file.labels().size(),
        made.convergence().iterations(),
        made.convergence().converged() ? "" : " (not converged)",
        accuracy.map(a -> String.format(Locale.ROOT, "; accuracy %.3f", a)).orElse(""));
    if (gold > 0) {
      words.printf(Locale.ROOT, "gold items: %,d, clamped%n", gold);
    }
    review
        .choice()
        .goldAccuracy()
        .forEach(
            (method, share) -> words.printf(Locale.ROOT, "  on gold: %-16s %.3f%n", method, share));
    review.calibration().ifPresent(calibration -> print(words, calibration));
  }

  private static void print(PrintWriter words, Calibration calibration) {
    words.printf(
        Locale.ROOT,
        "confidences calibrated on %,d gold items: temperature %.2f, expected error %.3f before and %.3f after%n",
        calibration.gold(),
        calibration.temperature().value(),
        calibration.before().expectedCalibrationError(),
        calibration.after().expectedCalibrationError());
    for (Reliability.Bin bin : calibration.after().bins()) {
      words.printf(
          Locale.ROOT,
          "  said %.2f, right %.2f (%,d items)%n",
          bin.confidence(),
          bin.accuracy(),
          bin.labels());
    }
  }
}
