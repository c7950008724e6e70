package io.labelloop.report;

import io.labelloop.workflow.report.CampaignReport;
import io.labelloop.workflow.report.CampaignSummary;
import java.util.List;

/** Money beside what people were paid: AWS's own cost, and who changed the budget. */
final class MoneySection {
  private MoneySection() {}

  static void write(Html html, CampaignReport report) {
    CampaignSummary.MoneySummary money = report.summary().money();
    money
        .runningCost()
        .ifPresent(
            cost ->
                html.element(
                    "p",
                    (report.simulated()
                            ? "On AWS the workflow itself would have cost about "
                            : "On AWS the workflow itself costs about ")
                        + HtmlReport.money(cost.total())
                        + ": "
                        + HtmlReport.money(cost.lambda())
                        + " for Lambda, "
                        + HtmlReport.money(cost.stepFunctions())
                        + " for Step Functions, "
                        + HtmlReport.money(cost.s3())
                        + " for requests to S3. This is an estimate at the list prices of "
                        + cost.region()
                        + " as of "
                        + cost.pricesAsOf()
                        + ", and no part of what was spent."));
    if (!money.budgetChanges().isEmpty()) {
      Tables.rows(
          html,
          "Changes of the budget, which hold from the next round on",
          List.of("When", "Who", "Budget", "In force"),
          money.budgetChanges().stream()
              .map(
                  change ->
                      List.of(
                          change.at(),
                          change.by(),
                          HtmlReport.money(change.budget()),
                          change.inForce().orElse("never: no round began with it")))
              .toList());
    }
  }
}
