package io.labelloop.report;

import io.labelloop.workflow.report.AnswersReport;
import io.labelloop.workflow.report.CampaignReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How answers became labels: by which method, how sure, and where methods disagree. */
final class ConsolidationSection {
  private static final int FIRST = 50;

  private ConsolidationSection() {}

  static void write(Html html, CampaignReport report) {
    report.answers().consolidation().ifPresent(review -> write(html, review));
  }

  private static void write(Html html, AnswersReport.ConsolidationReview review) {
    html.element("h2", "How answers became labels");
    html.element("p", "Method: " + review.method() + " (" + review.reason() + ").");
    if (!review.goldAccuracy().isEmpty()) {
      Tables.rows(
          html,
          "Accuracy on gold items, which the methods did not know",
          List.of("Method", "Accuracy"),
          review.goldAccuracy().entrySet().stream()
              .map(entry -> List.of(entry.getKey(), Chart.number(entry.getValue())))
              .toList());
    }
    review
        .calibration()
        .ifPresentOrElse(
            fitted -> calibration(html, fitted),
            () ->
                html.element(
                    "p",
                    "Confidences are the method's own, which are often too high: "
                        + (review.gold() == 0 ? "no" : "only " + review.gold())
                        + " gold items were answered, and calibration takes 50."));
    disagreement(html, review.disagreement());
  }

  private static void calibration(Html html, AnswersReport.Calibrated fitted) {
    html.element(
        "p",
        "Confidences are calibrated by "
            + fitted.gold()
            + " gold items (temperature "
            + three(fitted.temperature())
            + "). On gold items that had no part in it, confidence and accuracy differ by "
            + three(fitted.after().expectedCalibrationError())
            + " on average; before, by "
            + three(fitted.before().expectedCalibrationError())
            + ".");
    ReliabilityChart.write(
        html,
        "label-reliability",
        "How often labels are right by their stated confidence",
        "The share of gold items with a right label in each tenth of stated confidence, before"
            + " and after calibration; on the diagonal, confidence is what it says.",
        "stated confidence",
        new ReliabilityChart.Line("before", fitted.before().bins()),
        new ReliabilityChart.Line("after calibration", fitted.after().bins()),
        "confidence as it should be");
  }

  private static void disagreement(Html html, AnswersReport.Disagreement disagreement) {
    html.element(
        "p",
        String.format(
            Locale.ROOT,
            "%sOf %,d items, %,d (%.1f %%) get another label by %s.",
            disagreement.warning()
                ? "Warning: more than 5 % of the labels depend on the method. "
                : "",
            disagreement.items(),
            disagreement.disputed().size(),
            100 * disagreement.share(),
            String.join(" or ", disagreement.methods().subList(1, disagreement.methods().size()))));
    if (!disagreement.warning()) {
      return;
    }
    var head = new ArrayList<String>(List.of("Item"));
    head.addAll(disagreement.methods());
    html.open("details")
        .element("summary", "Items on which methods disagree")
        .element(
            "p",
            disagreement.disputed().size() > FIRST
                ? "The first " + FIRST + "; report.json has all."
                : "All of them; they stand in report.json too.");
    Tables.rows(
        html,
        "Label by method",
        head,
        disagreement.disputed().stream()
            .limit(FIRST)
            .map(
                item -> {
                  var row = new ArrayList<String>(List.of(item.id()));
                  disagreement
                      .methods()
                      .forEach(method -> row.add(item.labels().getOrDefault(method, "")));
                  return List.copyOf(row);
                })
            .toList());
    html.close();
  }

  private static String three(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
