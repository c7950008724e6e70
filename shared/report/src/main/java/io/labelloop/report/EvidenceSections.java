package io.labelloop.report;

import io.labelloop.workflow.document.Decision;
import io.labelloop.workflow.document.Evaluation;
import io.labelloop.workflow.report.CampaignReport;
import java.util.List;

/** What the campaign's claims and its end rest on. */
final class EvidenceSections {
  private EvidenceSections() {}

  /** Bounds of each class and the error of the certification labels, where they were asked for. */
  static void certification(Html html, CampaignReport report) {
    report.evidence().evaluation().ifPresent(evaluation -> certification(html, report, evaluation));
  }

  private static void certification(Html html, CampaignReport report, Evaluation evaluation) {
    String confidence =
        report
            .summary()
            .certification()
            .map(c -> Chart.number(c.confidence() * 100) + " % confidence")
            .orElse("no confidence");
    if (!evaluation.perClass().isEmpty()) {
      html.element("h2", "Each class");
      html.element(
          "p",
          "With "
              + confidence
              + ", for all classes and rounds at once, precision and recall are at least these.");
      Tables.rows(
          html,
          "Lower bounds by class",
          List.of(
              "Class", "Labeled", "Predicted", "Right", "Precision at least", "Recall at least"),
          evaluation.perClass().stream()
              .map(
                  c ->
                      List.of(
                          c.label(),
                          "" + c.labeled(),
                          "" + c.predicted(),
                          "" + c.correct(),
                          HtmlReport.floor(c.precision()),
                          HtmlReport.floor(c.recall())))
              .toList());
    }
    evaluation
        .labelNoise()
        .ifPresent(
            noise ->
                html.element("h2", "How right the certification labels are")
                    .element(
                        "p",
                        "A second panel labeled "
                            + noise.audited()
                            + " of the certification items, and "
                            + noise.different()
                            + " came out differently: with "
                            + Chart.number(noise.confidence() * 100)
                            + " % confidence at most a share of "
                            + Chart.number(Math.ceil(noise.atMost() * 1000) / 1000)
                            + " would. Against the second panel's labels, accuracy is then at least "
                            + HtmlReport.floor(noise.accuracyAtLeast())
                            + ", where the errors of both statements add up."));
  }

  /** Which rule ended the campaign, what the others said, and what one more round would bring. */
  static void stopping(Html html, CampaignReport report) {
    report.evidence().decision().ifPresent(decision -> stopping(html, decision));
  }

  private static void stopping(Html html, Decision decision) {
    html.element("h2", decision.more() ? "What the stop rules say" : "Why it ended");
    Tables.rows(
        html,
        "Stop rules after round " + decision.round(),
        List.of("Rule", "Says stop", "Because"),
        decision.rules().stream()
            .map(rule -> List.of(rule.rule(), rule.fires() ? "yes" : "no", rule.says()))
            .toList());
    Decision.NextRound next = decision.nextRound();
    html.element(
        "p",
        "One more round would add "
            + next.labels()
            + " training labels for about "
            + next.price()
            + next.gain()
                .map(
                    gain ->
                        " and, by the learning curve so far, about "
                            + Chart.number(Math.round(gain * 10_000) / 100.0)
                            + " percentage points of accuracy: an estimate, and no promise.")
                .orElse("; there are too few evaluated rounds to say what it would bring."));
  }
}
