package io.labelloop.report;

import io.labelloop.campaign.ImageSpec;
import io.labelloop.pool.ItemContent;
import io.labelloop.workflow.report.CampaignReport;
import io.labelloop.workflow.report.CampaignReport.AskedItem;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The items that people labeled: the most doubtful ones, then the first ones. */
final class AskedItems {
  /** Below this posterior probability a label is called doubtful. */
  static final double DOUBTFUL_BELOW = 0.9;

  private static final int SHOWN = 60;
  private static final int FIRST = 200;

  private AskedItems() {}

  static void write(Html html, CampaignReport report) {
    html.element("h2", "Items that people labeled");
    int all = report.asked().size();
    html.open("p").text(all + " items in all; " + Math.max(0, all - FIRST));
    html.text(" are not in the list by round.");
    report
        .summary()
        .labels()
        .ifPresent(path -> html.text(" Every label is in ").element("bdi", path).text("."));
    html.close().element("h3", "Most doubtful");
    html.element(
        "p",
        doubtful(report)
            + " labels have a confidence below "
            + DOUBTFUL_BELOW
            + "; these are the "
            + Math.min(SHOWN, all)
            + " of least confidence.");
    list(
        html,
        report,
        report.asked().stream()
            .sorted(Comparator.comparingDouble(AskedItem::confidence).thenComparing(AskedItem::id))
            .limit(SHOWN)
            .toList());
    html.element("h3", "By round")
        .open("details")
        .element("summary", "The first " + Math.min(FIRST, all) + " items");
    list(html, report, report.asked().stream().limit(FIRST).toList());
    html.close();
  }

  static long doubtful(CampaignReport report) {
    return report.asked().stream().filter(item -> item.confidence() < DOUBTFUL_BELOW).count();
  }

  private static void list(Html html, CampaignReport report, List<AskedItem> items) {
    html.open("ul", "class", "items");
    for (AskedItem item : items) {
      html.open("li");
      switch (item.content()) {
        case ItemContent.Text text -> html.element("p", text.text(), "dir", "auto");
        case ItemContent.Tokens tokens -> html.element("p", tokens.text(), "dir", "auto");
        case ItemContent.Features features -> {
          if (report.spec().pool().image().orElse(null) instanceof ImageSpec.Grey grey
              && grey.rows() * grey.columns() == features.values().size()) {
            pixels(html, grey, features);
          }
        }
      }
      html.element("strong", item.label(), "dir", "auto").element("div", item.id(), "dir", "auto");
      html.element("div", "confidence " + String.format(Locale.ROOT, "%.3f", item.confidence()));
      html.element("div", item.annotations() + " annotations, round " + item.round());
      html.element("div", item.stream(), "dir", "auto");
      item.truth()
          .ifPresent(
              truth -> {
                html.open("div");
                if (truth.equals(item.label())) {
                  html.text("right").close();
                } else {
                  html.text("wrong, truth is ").element("bdi", truth).close();
                }
              });
      html.close();
    }
    html.close();
  }

  private static void pixels(Html html, ImageSpec.Grey grey, ItemContent.Features features) {
    html.open(
        "svg",
        "class",
        "pixels",
        "viewBox",
        "0 0 " + grey.columns() + " " + grey.rows(),
        "role",
        "img",
        "aria-label",
        "image of the item");
    for (int i = 0; i < features.values().size(); i++) {
      int level = (int) Math.round(255 * Math.clamp(features.values().get(i) / grey.max(), 0, 1));
      html.open(
              "rect",
              "x",
              "" + i % grey.columns(),
              "y",
              "" + i / grey.columns(),
              "width",
              "1",
              "height",
              "1",
              "fill",
              "rgb(" + level + "," + level + "," + level + ")")
          .close();
    }
    html.close();
  }
}
