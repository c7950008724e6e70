package io.labelloop.report.cockpit;

import io.labelloop.report.Chart;
import io.labelloop.report.Colours;
import io.labelloop.report.Html;
import io.labelloop.workflow.cockpit.CampaignFigures;
import io.labelloop.workflow.cockpit.CockpitAssembly;
import io.labelloop.workflow.cockpit.CockpitOrder;
import io.labelloop.workflow.cockpit.CockpitOrders;
import java.util.List;
import java.util.Optional;

/**
 * The cockpit as HTML: all campaigns, or one. The same figures give the same page. It has no
 * scripts and loads nothing; every text from outside is escaped.
 */
public final class CockpitPage {
  private final Theme theme;
  private final Controls controls;

  public CockpitPage(Theme theme, Controls controls) {
    this.theme = theme;
    this.controls = controls;
  }

  /** All campaigns. */
  public String overview(CockpitAssembly.Overview overview) {
    Html html = begin();
    if (overview.campaigns().isEmpty()) {
      html.element(
          "p",
          "There is no campaign yet. One begins when its campaign.json is uploaded, or with"
              + " ./labelloop run.",
          "class",
          "note");
    } else {
      OverviewTable.write(html, controls, overview.campaigns());
    }
    if (overview.more() > 0) {
      html.element(
          "p",
          overview.more()
              + " more campaigns are not shown: the cockpit reads "
              + CockpitAssembly.MOST
              + ".",
          "class",
          "note");
    }
    return html.finish();
  }

  /**
   * One campaign.
   *
   * @param outcome what came of an order just given
   */
  public String campaign(CampaignFigures.Detail detail, Optional<CockpitOrders.Outcome> outcome) {
    Html html = begin();
    html.open("p", "class", "back");
    controls.all(html);
    html.close();
    outcome.ifPresent(said -> message(html, said));
    CampaignView.write(html, controls, detail);
    return html.finish();
  }

  /** A sentence instead of a campaign. */
  public String notice(String sentence) {
    Html html = begin();
    html.open("p", "class", "back");
    controls.all(html);
    html.close();
    message(html, new CockpitOrders.Outcome(false, sentence));
    return html.finish();
  }

  /**
   * The question before an order.
   *
   * @param form writes the form that gives it
   */
  public String question(CampaignFigures campaign, CockpitOrder order, Form form) {
    Html html = begin();
    html.element("h2", order.label());
    html.open("p").text("Campaign ").element("strong", campaign.name(), "dir", "auto").text(". ");
    html.text(order.effect()).close();
    form.write(html);
    return html.finish();
  }

  /** Writes a form. */
  @FunctionalInterface
  public interface Form {
    void write(Html html);
  }

  /** Writes the field of an order. */
  public static void field(Html html, CockpitOrder.Input input) {
    html.open("label").text(input.label() + " ");
    html.empty(
        "input",
        "type",
        "text",
        "name",
        input.name(),
        "placeholder",
        input.example(),
        "maxlength",
        "40",
        "autocomplete",
        "off");
    html.close();
  }

  private Html begin() {
    Html html = Html.fragment();
    html.open("div", "class", "labelloop cwdb-no-default-styles " + theme.label());
    return html.style(
        ".labelloop,.labelloop.light{"
            + Colours.LIGHT
            + "}\n.labelloop.dark{"
            + Colours.DARK
            + "}\n@media(prefers-color-scheme:dark){.labelloop.system{"
            + Colours.DARK
            + "}}\n"
            + Chart.resource("chart.css")
            + Chart.resource("cockpit.css"));
  }

  private static void message(Html html, CockpitOrders.Outcome said) {
    html.element(
        "p",
        said.says(),
        "class",
        "said " + (said.done() ? "done" : "refused"),
        "role",
        "status",
        "dir",
        "auto");
  }

  /** Pairs of a term and its words, as tiles. */
  static void tiles(Html html, List<Tile> tiles) {
    html.open("dl", "class", "tiles");
    for (Tile tile : tiles) {
      html.open("div").element("dt", tile.name()).element("dd", tile.value(), "dir", "auto");
      if (!tile.more().isEmpty()) {
        html.element("dd", tile.more(), "class", "more", "dir", "auto");
      }
      html.close();
    }
    html.close();
  }

  /** A figure with its name, and what else is to be said of it. */
  record Tile(String name, String value, String more) {}
}
