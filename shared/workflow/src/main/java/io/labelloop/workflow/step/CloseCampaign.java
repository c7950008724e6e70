package io.labelloop.workflow.step;

import io.labelloop.pool.ItemId;
import io.labelloop.workflow.document.BatchItem;
import io.labelloop.workflow.document.ConsolidatedLabels;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.LabelLine;
import io.labelloop.workflow.document.Training;
import io.labelloop.workflow.port.Notifications;
import io.labelloop.workflow.report.CampaignReport;
import io.labelloop.workflow.report.CampaignSummary;
import io.labelloop.workflow.report.ReportAssembly;
import io.labelloop.workflow.report.ReportRenderer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes the labels, the model, the summary and the report of a campaign that has ended, and tells
 * people.
 */
public final class CloseCampaign implements Step<CloseCampaign.Input, CloseCampaign.Output> {
  private final Campaigns campaigns;
  private final ReportAssembly reports;
  private final ReportRenderer renderer;
  private final Notifications notifications;

  public CloseCampaign(
      Campaigns campaigns,
      ReportAssembly reports,
      ReportRenderer renderer,
      Notifications notifications) {
    this.campaigns = campaigns;
    this.reports = reports;
    this.renderer = renderer;
    this.notifications = notifications;
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
    Campaign campaign = campaigns.open(input.prefix());
    List<LabelLine> labels = labelLines(campaign);
    campaign.documents().put(campaign.keys().labels(), JsonCodec.lines(labels));
    campaign.documents().put(campaign.keys().manifest(), AugmentedManifest.of(campaign, labels));
    copyLastModel(campaign);
    CampaignSummary summary = writeReport(campaign, reports, renderer).summary();
    notifications.send(
        "Labeling campaign " + summary.campaign() + ": " + summary.outcome(),
        summary.labeled()
            + " labels after "
            + summary.rounds()
            + " rounds for "
            + summary.spent().amount().toPlainString()
            + " "
            + summary.spent().currency());
    return new Output(input.outcome(), labels.size());
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
    return report;
  }

  /** Every item that has a human label, by round and id. */
  static List<LabelLine> labelLines(Campaign campaign) {
    int started = campaign.startedRounds();
    Map<ItemId, ConsolidatedLabels.Label> labels = campaign.consolidatedLabels(started);
    var lines = new ArrayList<LabelLine>();
    for (int round = 1; round <= started; round++) {
      for (BatchItem item : campaign.batch(round)) {
        ConsolidatedLabels.Label label = labels.get(item.id());
        if (label != null) {
          lines.add(
              new LabelLine(
                  item.id(),
                  campaign.labels().name(label.label()),
                  BigDecimal.valueOf(label.confidence()).setScale(6, RoundingMode.HALF_EVEN),
                  "human",
                  item.stream().name().toLowerCase(Locale.ROOT),
                  round,
                  label.annotations()));
        }
      }
    }
    return lines;
  }

  private static void copyLastModel(Campaign campaign) {
    for (int round = campaign.startedRounds(); round >= 1; round--) {
      if (campaign
          .documents()
          .find(campaign.keys().training(round), Training.class)
          .filter(training -> training.labels() > 0)
          .isPresent()) {
        campaign
            .documents()
            .put(
                campaign.keys().finalModel(),
                campaign.documents().getBytes(campaign.keys().model(round)));
        return;
      }
    }
  }
}
