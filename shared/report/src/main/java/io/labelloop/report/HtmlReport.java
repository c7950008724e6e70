package io.labelloop.report;

import io.labelloop.workflow.report.CampaignReport;
import io.labelloop.workflow.report.CampaignSummary;
import io.labelloop.workflow.report.CampaignSummary.Amount;
import io.labelloop.workflow.report.ReportRenderer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The report as one HTML page without scripts and without anything from a network. */
public final class HtmlReport implements ReportRenderer {
  @Override
  public byte[] render(CampaignReport report) {
    CampaignSummary summary = report.summary();
    var html = Html.page();
    html.open("html", "lang", "en").open("head").empty("meta", "charset", "utf-8");
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.element("title", "Labelloop report: " + summary.campaign())
        .style(Colours.ofReader() + Chart.resource("chart.css") + Chart.resource("report.css"))
        .close();
    html.open("body").open("main");
    if (report.simulated()) {
      html.element(
          "p",
          "Simulated: the annotators and the time in this campaign are simulated. No person labeled anything.",
          "class",
          "notice");
    }
    html.element("h1", summary.campaign(), "dir", "auto");
    html.element("p", report.spec().task().question(), "dir", "auto");
    html.element("p", Claim.of(report), "class", "claim");
    tiles(html, report);
    ReportCharts.curve(html, summary);
    ReportCharts.money(html, report);
    MoneySection.write(html, report);
    report.truth().ifPresent(truth -> ReportCharts.truth(html, truth));
    if (!report.confusion().isEmpty()) {
      html.element("h2", "Where the model errs");
      Tables.matrix(
          html,
          "Certification items by consolidated label (row) and predicted class (column)",
          report.spec().task().labels().names(),
          report.confusion());
    }
    report.entities().ifPresent(found -> EntityTable.write(html, report, found));
    EvidenceSections.certification(html, report);
    PoolSection.write(html, summary);
    EvidenceSections.stopping(html, report);
    StrategySection.write(html, report);
    TrainingSection.write(html, report);
    CalibrationSection.write(html, report);
    AutoLabelSection.write(html, report);
    ConsolidationSection.write(html, report);
    AnnotatorTable.write(html, report);
    AskedItems.write(html, report);
    RejectsSection.write(html, report.rejects());
    html.element("h2", "To repeat this campaign");
    html.element(
        "p",
        "Started "
            + report.startedAt()
            + (report.summary().outcome().equals("running")
                ? ", running still, as of "
                : ", ended ")
            + report.endedAt()
            + (report.simulated() ? " (simulated time)." : "."));
    Tables.pairs(html, "Provenance", "What", "Value", report.provenance());
    html.element("h3", "Campaign file").element("pre", report.specJson(), "dir", "auto");
    return html.finish().getBytes(StandardCharsets.UTF_8);
  }

  private static void tiles(Html html, CampaignReport report) {
    CampaignSummary summary = report.summary();
    html.element("h2", "Key figures").open("dl", "class", "tiles");
    tile(html, "Outcome", summary.outcome());
    tile(html, "Rounds", "" + summary.rounds());
    tile(html, "Labels from annotators", summary.labeled() + " of " + summary.items() + " items");
    tile(html, "Labels by the model", "" + summary.autoLabeled());
    tile(html, "Annotations", "" + summary.annotations());
    tile(
        html,
        "Spent",
        summary
            .budget()
            .map(b -> summary.spent().amount().toPlainString() + " of " + money(b))
            .orElse(money(summary.spent())));
    summary
        .certification()
        .ifPresent(
            c ->
                tile(
                    html,
                    "Certified accuracy and target",
                    "≥ " + floor(c.lowerBound()) + " / " + Chart.number(c.target())));
    tile(
        html,
        "Doubtful labels",
        AskedItems.doubtful(report) + " below " + AskedItems.DOUBTFUL_BELOW);
    html.close();
  }

  private static void tile(Html html, String name, String value) {
    html.open("div").element("dt", name).element("dd", value, "dir", "auto").close();
  }

  /** Three decimals, rounded down: a bound must not gain from rounding. */
  public static String floor(double bound) {
    return String.format(Locale.ROOT, "%.3f", Math.floor(bound * 1000) / 1000);
  }

  static String money(Amount amount) {
    return amount.amount().toPlainString() + " " + amount.currency();
  }
}
