package io.labelloop.report;

import io.labelloop.workflow.document.Calibration;
import io.labelloop.workflow.report.CampaignReport;
import java.util.List;

/** How far the model's probabilities can be trusted: a reliability diagram, before and after. */
final class CalibrationSection {
  private CalibrationSection() {}

  static void write(Html html, CampaignReport report) {
    report.evidence().calibration().ifPresent(calibration -> write(html, calibration));
  }

  private static void write(Html html, Calibration calibration) {
    html.element("h2", "How sure the model may be");
    html.element(
        "p",
        "The model's probabilities were brought to a temperature of "
            + Chart.number(calibration.temperature())
            + (calibration.temperature() > 1
                ? ", which takes certainty away: "
                : ", which leaves or adds certainty: ")
            + "fitted to "
            + calibration.examples()
            + " training labels, each predicted by a model that was not trained on it. No predicted"
            + " class changes. The certification items were not used for it; they only show how it"
            + " went. Estimates, and no promise.");
    Tables.rows(
        html,
        "Expected calibration error: how far confidence and accuracy lie apart on average",
        List.of("On", "Items", "As trained", "Calibrated"),
        calibration.diagrams().stream()
            .map(
                diagram ->
                    List.of(
                        diagram.of(),
                        "" + diagram.items(),
                        Chart.number(diagram.errorBefore()),
                        Chart.number(diagram.errorAfter())))
            .toList());
    Calibration.Diagram last = calibration.diagrams().getLast();
    if (last.items() > 0) {
      ReliabilityChart.write(
          html,
          "reliability",
          "Share right by confidence, on " + last.of(),
          "For predictions of about one confidence, the share that is right, before and after"
              + " calibration, with the diagonal on which both are equal.",
          "confidence",
          new ReliabilityChart.Line("as trained", last.before()),
          new ReliabilityChart.Line("calibrated", last.after()),
          "confidence that is right");
    }
  }
}
