package io.labelloop.report;

import io.labelloop.workflow.report.CampaignReport;
import io.labelloop.workflow.report.CampaignReport.AnnotatorReport;
import io.labelloop.workflow.report.CampaignReport.TruthComparison;
import io.labelloop.workflow.report.CampaignSummary;
import io.labelloop.workflow.report.CampaignSummary.Amount;
import io.labelloop.workflow.report.ReportRenderer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The report as one HTML page without scripts and without anything from a network. */
public final class HtmlReport implements ReportRenderer {
  /** Below this estimated probability of a right answer the page calls an annotator unreliable. */
  private static final double UNRELIABLE = 0.6;

  @Override
  public byte[] render(CampaignReport report) {
    CampaignSummary summary = report.summary();
    var html = new Html();
    html.open("html", "lang", "en").open("head").empty("meta", "charset", "utf-8");
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.element("title", "Labelloop report: " + summary.campaign()).style(css()).close();
    html.open("body").open("main");
    html.element("h1", summary.campaign(), "dir", "auto");
    html.element("p", report.spec().task().question(), "dir", "auto");
    if (report.simulated()) {
      html.element(
          "p",
          "Simulated: the annotators and the time in this campaign are simulated. No person labeled anything.",
          "class",
          "notice");
    }
    html.element("p", Claim.of(report), "class", "claim");
    tiles(html, summary);
    curve(html, summary);
    money(html, report);
    report.truth().ifPresent(truth -> truth(html, truth));
    if (!report.confusion().isEmpty()) {
      html.element("h2", "Where the model errs");
      matrix(
          html,
          "Certification items by consolidated label (row) and predicted class (column)",
          report.spec().task().labels().names(),
          report.confusion());
    }
    annotators(html, report);
    AskedItems.write(html, report);
    html.element("h2", "Rejected lines");
    if (report.rejectsByReason().isEmpty()) {
      html.element("p", "No line of the pool was rejected.");
    } else {
      pairs(html, "Rejected lines by reason", "Reason", "Lines", report.rejectsByReason());
    }
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
    pairs(html, "Provenance", "What", "Value", report.provenance());
    html.element("h3", "Campaign file").element("pre", report.specJson(), "dir", "auto");
    return html.finish().getBytes(StandardCharsets.UTF_8);
  }

  private static void tiles(Html html, CampaignSummary summary) {
    html.element("h2", "Key figures").open("dl", "class", "tiles");
    tile(html, "Outcome", summary.outcome());
    tile(html, "Rounds", "" + summary.rounds());
    tile(html, "Labels from annotators", summary.labeled() + " of " + summary.items() + " items");
    tile(html, "Labels by the model", "" + summary.autoLabeled());
    tile(html, "Annotations", "" + summary.annotations());
    tile(
        html,
        "Spent",
        money(summary.spent()) + summary.budget().map(b -> " of " + money(b)).orElse(""));
    summary
        .certification()
        .ifPresent(
            c ->
                tile(
                    html,
                    "Certified accuracy and target",
                    "≥ " + floor(c.lowerBound()) + " / " + Chart.number(c.target())));
    html.close();
  }

  private static void tile(Html html, String name, String value) {
    html.open("div").element("dt", name).element("dd", value, "dir", "auto").close();
  }

  private static void curve(Html html, CampaignSummary summary) {
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
    var series = new ArrayList<Chart.Series>();
    series.add(new Chart.Series("certification accuracy", false, accuracy));
    series.add(new Chart.Series("certified lower bound", false, bound));
    summary
        .certification()
        .ifPresent(
            c ->
                series.add(
                    new Chart.Series(
                        "target",
                        false,
                        List.of(
                            new Chart.Point(accuracy.getFirst().x(), c.target()),
                            new Chart.Point(accuracy.getLast().x(), c.target())))));
    html.element("h2", "Learning curve");
    new Chart(
            "curve",
            "Accuracy by training labels",
            "Accuracy on the certification items and its certified lower bound after each round, with the target.",
            "training labels",
            lowest(series),
            1,
            series)
        .write(html);
  }

  private static void money(Html html, CampaignReport report) {
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
    var series = new ArrayList<Chart.Series>();
    series.add(new Chart.Series("spent in the round", true, each));
    series.add(new Chart.Series("spent so far", false, total));
    report
        .summary()
        .budget()
        .ifPresent(
            b ->
                series.add(
                    new Chart.Series(
                        "budget",
                        false,
                        List.of(
                            new Chart.Point(each.getFirst().x(), b.amount().doubleValue()),
                            new Chart.Point(each.getLast().x(), b.amount().doubleValue())))));
    double most =
        series.stream()
            .flatMap(s -> s.points().stream())
            .mapToDouble(Chart.Point::y)
            .max()
            .orElse(1);
    html.element("h2", "Money");
    new Chart(
            "money",
            "Money by round, in " + report.summary().spent().currency(),
            "Money spent in each round and since the start, with the budget if there is one.",
            "round",
            0,
            most > 0 ? most : 1,
            series)
        .write(html);
  }

  private static void truth(Html html, TruthComparison truth) {
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
            new Chart.Series(
                "active",
                false,
                truth.active().stream()
                    .map(p -> new Chart.Point(p.labels(), p.accuracy()))
                    .toList()),
            new Chart.Series(
                "random",
                false,
                truth.random().stream()
                    .map(p -> new Chart.Point(p.labels(), p.accuracy()))
                    .toList()));
    new Chart(
            "truth",
            "True accuracy by training labels",
            "Accuracy of models trained on chosen and on randomly drawn items.",
            "training labels",
            lowest(series),
            1,
            series)
        .write(html);
  }

  private static void annotators(Html html, CampaignReport report) {
    html.element("h2", "Annotators");
    html.open("div", "class", "scroll")
        .open("table")
        .element("caption", "Estimated quality; skill is the probability of a right answer");
    html.open("tr")
        .element("th", "Annotator", "scope", "col")
        .element("th", "Answers", "scope", "col")
        .element("th", "Skill", "scope", "col")
        .element("th", "Remark", "scope", "col")
        .close();
    for (AnnotatorReport one : report.annotators()) {
      html.open("tr")
          .element("th", one.annotator(), "scope", "row", "dir", "auto")
          .element("td", "" + one.annotations());
      html.open("td")
          .open(
              "meter",
              "min",
              "0",
              "max",
              "1",
              "value",
              Chart.number(one.skill()),
              "aria-label",
              "skill")
          .close()
          .text(" " + Chart.number(one.skill()))
          .close();
      html.element("td", one.skill() < UNRELIABLE ? "unreliable" : "").close();
    }
    html.close().close();
    for (AnnotatorReport one : report.annotators()) {
      html.open("details")
          .element("summary", "Answers of " + one.annotator() + " by class", "dir", "auto");
      matrix(
          html,
          "Probability of each answer (column) by class (row)",
          report.spec().task().labels().names(),
          one.confusion());
      html.close();
    }
  }

  private static void matrix(
      Html html, String caption, List<String> labels, List<? extends List<? extends Number>> rows) {
    double most =
        rows.stream().flatMap(List::stream).mapToDouble(Number::doubleValue).max().orElse(1);
    html.open("div", "class", "scroll")
        .open("table")
        .element("caption", caption)
        .open("tr")
        .element("td", "");
    labels.forEach(label -> html.element("th", label, "scope", "col", "dir", "auto"));
    html.close();
    for (int i = 0; i < rows.size(); i++) {
      html.open("tr").element("th", labels.get(i), "scope", "row", "dir", "auto");
      for (Number cell : rows.get(i)) {
        // at most 40 % of the accent, so that the text keeps its contrast in both schemes
        double share = most > 0 ? 40 * cell.doubleValue() / most : 0;
        html.element(
            "td",
            Chart.number(cell.doubleValue()),
            "style",
            String.format(
                Locale.ROOT, "background:color-mix(in srgb,var(--a) %.0f%%,transparent)", share));
      }
      html.close();
    }
    html.close().close();
  }

  private static void pairs(
      Html html, String caption, String name, String value, Map<String, ?> pairs) {
    html.open("div", "class", "scroll").open("table").element("caption", caption);
    html.open("tr")
        .element("th", name, "scope", "col")
        .element("th", value, "scope", "col")
        .close();
    new TreeMap<>(pairs)
        .forEach(
            (k, v) ->
                html.open("tr")
                    .element("th", k, "scope", "row", "dir", "auto")
                    .element("td", v.toString(), "dir", "auto")
                    .close());
    html.close().close();
  }

  private static double lowest(List<Chart.Series> series) {
    double least =
        series.stream()
            .flatMap(s -> s.points().stream())
            .mapToDouble(Chart.Point::y)
            .min()
            .orElse(0);
    return Math.min(0.9, Math.max(0, Math.floor(least * 10) / 10));
  }

  /** Three decimals, rounded down: a bound must not gain from rounding. */
  static String floor(double bound) {
    return String.format(Locale.ROOT, "%.3f", Math.floor(bound * 1000) / 1000);
  }

  static String money(Amount amount) {
    return amount.amount().toPlainString() + " " + amount.currency();
  }

  private static String css() {
    try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
      if (in == null) {
        throw new IllegalStateException("report.css is missing beside HtmlReport");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
