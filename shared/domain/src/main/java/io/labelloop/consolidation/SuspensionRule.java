package io.labelloop.consolidation;

import io.labelloop.annotation.AnnotatorId;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Whom to give no more work: annotators whose answers demonstrably tell nothing about the class.
 *
 * <p>An annotator is a suspect if the upper end of the 99 % interval of what their answers tell is
 * below a threshold, and at least {@value #LEAST_CONTRAST} of these answers are expected to be
 * about items of other classes than the commonest. Somebody who is always wrong in the same way
 * tells much, and is none. The most certain suspects come first, and so many annotators are kept as
 * items need, and more than half of all: where most seem to tell nothing, it is the yardstick that
 * is doubtful (docs/methods/gold-and-suspension.md).
 *
 * @param below the threshold, as a share of the entropy of the classes, in {@code [0, 1)}; 0
 *     suspends nobody
 * @param kept how many annotators must be left
 */
public record SuspensionRule(double below, int kept) {
  static final double LEAST_CONTRAST = 10;

  public SuspensionRule {
    if (!(below >= 0 && below < 1) || kept < 0) {
      throw new IllegalArgumentException(
          "annotators are suspended below a share in [0, 1) while at least 0 are kept, but these were "
              + below
              + " and "
              + kept);
    }
  }

  /**
   * The annotators who are to be suspended now, the most certain first.
   *
   * @param reports of everybody who answered
   * @param suspended who is suspended already
   * @param trusted for whom a person has vouched
   */
  public List<AnnotatorReport> suspects(
      List<AnnotatorReport> reports, Set<AnnotatorId> suspended, Set<AnnotatorId> trusted) {
    int left = reports.size() - suspended.size();
    int least = Math.max(kept, reports.size() / 2 + 1);
    return reports.stream()
        .filter(report -> !suspended.contains(report.annotator()))
        .filter(report -> !trusted.contains(report.annotator()))
        .filter(this::tellsNothing)
        .sorted(
            Comparator.comparingDouble(
                    (AnnotatorReport report) -> report.information().orElseThrow().upper())
                .thenComparing(AnnotatorReport::annotator))
        .limit(Math.max(0, left - least))
        .toList();
  }

  private boolean tellsNothing(AnnotatorReport report) {
    return report
        .information()
        .filter(told -> told.contrast() >= LEAST_CONTRAST && told.upper() < below)
        .isPresent();
  }
}
