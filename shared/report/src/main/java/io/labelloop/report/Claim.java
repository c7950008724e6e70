package io.labelloop.report;

import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.CertificationSpec;
import io.labelloop.campaign.TaskType;
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
            .map(
                c ->
                    bound(
                        c,
                        outcome,
                        report.spec(),
                        report.spec().task().type() == TaskType.SEQUENCE))
            .orElse("No accuracy was certified.");
    return switch (outcome) {
      case "accuracy-certified" -> reached;
      case "budget-exhausted" ->
          "The budget ended before the campaign's goal was certified. "
              + reached
              + " Raise the budget or lower the target.";
      case "max-rounds" ->
          "The campaign reached its limit of rounds. " + reached + " Allow more rounds to go on.";
      case "label-limit" ->
          "The campaign reached its limit of labels. " + reached + " Allow more labels to go on.";
      case "time-limit" -> "The campaign's time was up. " + reached + " Allow more hours to go on.";
      case "gain-below-cost" ->
          "One more batch was expected to be worth less than it costs. "
              + reached
              + " That is an estimate from the learning curve.";
      case "pool-exhausted" ->
          "No unlabeled items were left to ask. "
              + reached
              + " A larger pool would allow more rounds.";
      case "plateau" ->
          "More labels hardly changed the model's predictions any more. "
              + reached
              + " More labels alone may not help; review the model and the features.";
      case "stopped" -> "The campaign was stopped by request. " + reached;
      case "failed" ->
          "The campaign failed before its end. " + reached + " See its log for the cause.";
      case "running" -> "The campaign is still running; this is not its result. " + reached;
      default -> "The campaign ended with outcome " + outcome + ". " + reached;
    };
  }

  private static String bound(
      CertificationSummary c, String outcome, CampaignSpec spec, boolean sentences) {
    CertificationSpec certification = spec.certification();
    String text =
        "With "
            + Chart.number(c.confidence() * 100)
            + " % confidence (simultaneous over all rounds) accuracy is at least "
            + HtmlReport.floor(c.lowerBound())
            + (certification.claimFor() == CertificationSpec.ClaimFor.POOL
                ? " on the items of the pool that the model was not trained on: "
                : spec.pool().growing()
                    ? " on average over the populations that the parts of the pool were drawn from,"
                        + " each by its share of the pool: "
                    : " on the population the pool was drawn from: ")
            + c.correct()
            + " of "
            + c.labels()
            + (sentences
                ? " uniformly drawn certification sentences, never used in training or selection,"
                    + " had all their tags predicted right (accuracy is that of whole sentences);"
                    + " their"
                : " uniformly drawn certification items, never used in training or selection, were"
                    + " predicted right; their")
            + " labels are the consensus of up to "
            + certification.annotationsPerItem()
            + " annotators.";
    return c.lowerBound() < c.target() || !outcome.equals("accuracy-certified")
        ? text + " The target is " + Chart.number(c.target()) + "."
        : text;
  }
}
