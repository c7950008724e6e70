package io.labelloop.local.cli;

import io.labelloop.learning.compare.LearningCurve;
import io.labelloop.report.Chart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Mean accuracy of several strategies and trainers by labels, with what all labels give each
 * trainer.
 */
final class LearningCurvePlot {
  private LearningCurvePlot() {}

  static Chart of(
      String campaign,
      List<LearningCurve> curves,
      Map<String, Double> withAllLabels,
      boolean sentences) {
    var series = new ArrayList<Chart.Series>();
    for (LearningCurve curve : curves) {
      series.add(
          Chart.Series.line(
              withAllLabels.size() > 1 ? curve.name() + ", " + curve.trainer() : curve.name(),
              curve.points().stream()
                  .map(p -> new Chart.Point(p.labels(), p.accuracy()))
                  .toList()));
    }
    var longest = curves.getFirst().points();
    withAllLabels.forEach(
        (trainer, accuracy) ->
            series.add(
                Chart.Series.level(
                    withAllLabels.size() > 1 ? "all labels, " + trainer : "all labels",
                    longest.getFirst().labels(),
                    longest.getLast().labels(),
                    accuracy)));
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
