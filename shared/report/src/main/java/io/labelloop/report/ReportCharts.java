package io.labelloop.report;

import io.labelloop.workflow.report.CampaignReport;
import io.labelloop.workflow.report.CampaignReport.TruthComparison;
import io.labelloop.workflow.report.CampaignSummary;
import java.util.ArrayList;
import java.util.List;

/** The charts of a campaign: its learning curve, its money, and random sampling beside it. */
final class ReportCharts {
  private ReportCharts() {}

  static void curve(Html html, CampaignSummary summary) {
    var accuracy = new ArrayList<Chart.Point>();
    var bound = new ArrayList<Chart.Point>();
    for (var point : summary.curve()) {
      point
          .certificationAccuracy()
          .ifPresent(y -> accuracy.add(new Chart.Point(point.trainingLabels(), y)));
      point.lowerBound().ifPresent(y -> bound.add(new Chart.Point(point.trainingLabels(), y)));
    }
    if (accuracy.isEmpty()) {
      return;
    }
    html.element("h2", "Learning curve");
    CampaignCharts.learningCurve(
            accuracy,
            bound,
            summary.certification().map(CampaignSummary.CertificationSummary::target))
        .write(html);
  }

  static void money(Html html, CampaignReport report) {
    if (report.rounds().isEmpty()) {
      return;
    }
    var each =
        report.rounds().stream()
            .map(r -> new Chart.Point(r.round(), r.spent().doubleValue()))
            .toList();
    var total =
        report.summary().curve().stream()
            .map(p -> new Chart.Point(p.round(), p.spent().doubleValue()))
            .toList();
    html.element("h2", "Money");
    CampaignCharts.money(
            each,
            total,
            report.summary().budget().map(b -> b.amount().doubleValue()),
            report.summary().spent().currency())
        .write(html);
  }

  static void truth(Html html, TruthComparison truth) {
    html.element("h2", "Compared with random sampling");
    String needs =
        truth
            .randomNeeds()
            .map(
                n ->
                    "Random sampling needed "
                        + n
                        + " training labels to reach the campaign's final accuracy.")
            .orElse(
                "Random sampling did not reach the campaign's final accuracy within "
                    + truth.randomTried()
                    + " training labels.");
    html.element(
        "p",
        needs
            + " Final accuracy on items not used in training: "
            + Chart.number(truth.finalAccuracy())
            + ". Of "
            + truth.labels()
            + " labels from annotators, "
            + truth.labelsRight()
            + " equal the truth.");
    var series =
        List.of(
            Chart.Series.line(
                "active",
                truth.active().stream()
                    .map(p -> new Chart.Point(p.labels(), p.accuracy()))
                    .toList()),
            Chart.Series.line(
                "random",
                truth.random().stream()
                    .map(p -> new Chart.Point(p.labels(), p.accuracy()))
                    .toList()));
    new Chart(
            "truth",
            "True accuracy by training labels",
            "Accuracy of models trained on chosen and on randomly drawn items.",
            "training labels",
            Chart.accuracyFloor(series),
            1,
            series)
        .write(html);
  }
}
