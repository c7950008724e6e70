package io.labelloop.local.cli;

import io.labelloop.learning.compare.LearningCurve;
import io.labelloop.report.Chart;
import java.util.ArrayList;
import java.util.List;

/** Mean accuracy of several strategies by labels, with the accuracy that all labels give. */
final class LearningCurvePlot {
  private LearningCurvePlot() {}

  static Chart of(
      String campaign,
      List<LearningCurve> curves,
      double accuracyWithAllLabels,
      boolean sentences) {
    var series = new ArrayList<Chart.Series>();
    for (LearningCurve curve : curves) {
      series.add(
          Chart.Series.line(
              curve.name(),
              curve.points().stream()
                  .map(p -> new Chart.Point(p.labels(), p.accuracy()))
                  .toList()));
    }
    var longest = curves.getFirst().points();
    series.add(
        Chart.Series.level(
            "all labels",
            longest.getFirst().labels(),
            longest.getLast().labels(),
            accuracyWithAllLabels));
    return new Chart(
        "learning-curves",
        (sentences ? "Entity F1 by tokens: " : "Accuracy by labels: ") + campaign,
        sentences
            ? "Mean entity F1 on held-out sentences over the seeds, for each strategy, by tokens shown."
            : "Mean accuracy on held-out items over the seeds, for each strategy, by training labels.",
        sentences ? "tokens shown" : "training labels",
        Chart.accuracyFloor(series),
        1,
        series);
  }
}
