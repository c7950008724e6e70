package io.labelloop.report;

import io.labelloop.workflow.report.CampaignReport;
import io.labelloop.workflow.report.CampaignSummary.CertificationSummary;

/** What a campaign may claim, and for an outcome short of that what to change. */
final class Claim {
  private Claim() {}

  static String of(CampaignReport report) {
    String outcome = report.summary().outcome();
    String reached =
        report
            .summary()
            .certification()
            .map(c -> bound(c, outcome, report.spec().certification().annotationsPerItem()))
            .orElse("No accuracy was certified.");
    return switch (outcome) {
      case "accuracy-certified" -> reached;
      case "budget-exhausted" ->
          "The budget ended before the campaign's goal was certified. "
              + reached
              + " Raise the budget or lower the target.";
      case "max-rounds" ->
          "The campaign reached its limit of rounds. " + reached + " Allow more rounds to go on.";
      case "pool-exhausted" ->
          "No unlabeled items were left to ask. "
              + reached
              + " A larger pool would allow more rounds.";
      case "plateau" ->
          "The learning curve stopped rising. "
              + reached
              + " More labels alone may not help; review the model and the features.";
      case "stopped" -> "The campaign was stopped by request. " + reached;
      case "failed" ->
          "The campaign failed before its end. " + reached + " See its log for the cause.";
      case "running" -> "The campaign is still running; this is not its result. " + reached;
      default -> "The campaign ended with outcome " + outcome + ". " + reached;
    };
  }

  private static String bound(CertificationSummary c, String outcome, int annotators) {
    String text =
        "With "
            + Chart.number(c.confidence() * 100)
            + " % confidence (simultaneous over all rounds) accuracy is at least "
            + HtmlReport.floor(c.lowerBound())
            + " on the population the pool was drawn from: "
            + c.correct()
            + " of "
            + c.labels()
            + " uniformly drawn certification items, never used in training or selection, were predicted right; their labels are the consensus of up to "
            + annotators
            + " annotators.";
    return c.lowerBound() < c.target() || !outcome.equals("accuracy-certified")
        ? text + " The target is " + Chart.number(c.target()) + "."
        : text;
  }
}
