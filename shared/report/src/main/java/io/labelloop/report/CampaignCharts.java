package io.labelloop.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The charts by which a campaign is followed: its learning curve and its money. */
public final class CampaignCharts {
  private CampaignCharts() {}

  /**
   * Accuracy and its certified lower bound by the number of training labels.
   *
   * @param accuracy at least one point
   */
  public static Chart learningCurve(
      List<Chart.Point> accuracy, List<Chart.Point> bound, Optional<Double> target) {
    var series = new ArrayList<Chart.Series>();
    series.add(Chart.Series.line("certification accuracy", accuracy));
    series.add(Chart.Series.line("certified lower bound", bound));
    target.ifPresent(
        level ->
            series.add(
                Chart.Series.level(
                    "target", accuracy.getFirst().x(), accuracy.getLast().x(), level)));
    return new Chart(
        "curve",
        "Accuracy by training labels",
        "Accuracy on the certification items and its certified lower bound after each round, with the target.",
        "training labels",
        Chart.accuracyFloor(series),
        1,
        series);
  }

  /**
   * Money by round.
   *
   * @param each spent in each round; at least one
   * @param total spent by then
   */
  public static Chart money(
      List<Chart.Point> each, List<Chart.Point> total, Optional<Double> budget, String currency) {
    var series = new ArrayList<Chart.Series>();
    series.add(Chart.Series.bars("spent in the round", each));
    series.add(Chart.Series.line("spent so far", total));
    budget.ifPresent(
        level ->
            series.add(
                Chart.Series.level("budget", each.getFirst().x(), each.getLast().x(), level)));
    double most =
        series.stream()
            .flatMap(one -> one.points().stream())
            .mapToDouble(Chart.Point::y)
            .max()
            .orElse(1);
    return new Chart(
        "money",
        "Money by round, in " + currency,
        "Money spent in each round and since the start, with the budget if there is one.",
        "round",
        0,
        most > 0 ? most : 1,
        series);
  }
}
