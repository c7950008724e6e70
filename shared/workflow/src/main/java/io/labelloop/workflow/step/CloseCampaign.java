package io.labelloop.workflow.step;

import io.labelloop.workflow.document.Checksums;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.port.Notifications;
import io.labelloop.workflow.report.CampaignReport;
import io.labelloop.workflow.report.CampaignSummary;
import io.labelloop.workflow.report.ReportAssembly;
import io.labelloop.workflow.report.ReportRenderer;

/**
 * Writes the labels, the model, the summary and the report of a campaign that has ended, and tells
 * people.
 */
public final class CloseCampaign implements Step<CloseCampaign.Input, CloseCampaign.Output> {
  private final Campaigns campaigns;
  private final ReportAssembly reports;
  private final ReportRenderer renderer;
  private final Notifications notifications;
  private final LedgerBook ledger;
  private final BudgetCeiling ceiling;

  public CloseCampaign(
      Campaigns campaigns,
      LedgerBook ledger,
      BudgetCeiling ceiling,
      ReportAssembly reports,
      ReportRenderer renderer,
      Notifications notifications) {
    this.campaigns = campaigns;
    this.reports = reports;
    this.renderer = renderer;
    this.notifications = notifications;
    this.ledger = ledger;
    this.ceiling = ceiling;
  }

  /** A campaign and how it ended. */
  public record Input(String prefix, String outcome) {}

  /** How the campaign ended and how many labels it hands back. */
  public record Output(String outcome, long labels) {}

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Output execute(Input input) {
    Campaign campaign = campaigns.openCached(input.prefix());
    int labels = LabelFiles.write(campaign);
    ActiveLearningCheck.store(campaign);
    CampaignSummary summary = writeReport(campaign, reports, renderer).summary();
    Checksums.of(campaign.documents().objects(), campaign.keys())
        .store(campaign.documents(), campaign.keys());
    ceiling.settle(input.prefix(), ledger.read(campaign).settled());
    notifications.send(
        "Labeling campaign " + summary.campaign() + ": " + summary.outcome(),
        summary.labeled()
            + " labels from people and "
            + summary.autoLabeled()
            + " by the model after "
            + summary.rounds()
            + " rounds for "
            + summary.spent().amount().toPlainString()
            + " "
            + summary.spent().currency());
    return new Output(input.outcome(), labels);
  }

  /** Writes summary and report as of now, and returns the report. */
  public static CampaignReport writeReport(
      Campaign campaign, ReportAssembly reports, ReportRenderer renderer) {
    // written twice at first: a report names itself only once it is there
    if (!campaign.documents().has(campaign.keys().report())) {
      campaign.documents().put(campaign.keys().report(), new byte[0]);
    }
    CampaignReport report = reports.of(campaign);
    campaign.documents().put(campaign.keys().report(), renderer.render(report));
    campaign.documents().put(campaign.keys().summary(), JsonCodec.document(report.summary()));
    campaign.documents().put(campaign.keys().answersReport(), JsonCodec.document(report.answers()));
    Checksums.find(campaign.documents(), campaign.keys())
        .ifPresent(
            sums ->
                sums.with(campaign.documents().objects(), campaign.keys(), campaign.keys().report())
                    .with(
                        campaign.documents().objects(), campaign.keys(), campaign.keys().summary())
                    .with(
                        campaign.documents().objects(),
                        campaign.keys(),
                        campaign.keys().answersReport())
                    .store(campaign.documents(), campaign.keys()));
    return report;
  }
}
