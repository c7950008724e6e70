package io.labelloop.local.dashboard;

import io.labelloop.report.Html;
import io.labelloop.report.cockpit.CockpitPage;
import io.labelloop.report.cockpit.Controls;
import io.labelloop.report.cockpit.Theme;
import io.labelloop.workflow.cockpit.CampaignFigures;
import io.labelloop.workflow.cockpit.CockpitAssembly;
import io.labelloop.workflow.cockpit.CockpitOrder;
import io.labelloop.workflow.cockpit.CockpitOrders;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The pages that the dashboard's server serves, and the file that {@code --once} writes. */
final class DashboardPages {
  /** How often the frame looks again. */
  private static final int SECONDS = 5;

  private DashboardPages() {}

  /** The page around the frame. */
  static String around(Theme theme) {
    Html html = page("Labelloop dashboard", theme, Optional.empty());
    html.open("body", "class", "around").open("header").element("h1", "Labelloop");
    html.open("nav", "aria-label", "Colours");
    for (Theme each : Theme.values()) {
      html.element(
          "a",
          each.label(),
          "href",
          "/?theme=" + each.label(),
          "aria-current",
          each == theme ? "true" : "false");
    }
    html.close().close();
    html.element("iframe", "", "title", "Campaigns", "src", "/widget?theme=" + theme.label());
    return html.finish();
  }

  /** All campaigns, for the frame. */
  static String overview(Theme theme, List<LocalCampaign> campaigns) {
    return framed(
        theme, Optional.of("/widget?theme=" + theme.label()), overview(theme, campaigns, true));
  }

  /** All campaigns, to be kept: nothing in it leads anywhere. */
  static String kept(List<LocalCampaign> campaigns) {
    return framed(Theme.SYSTEM, Optional.empty(), overview(Theme.SYSTEM, campaigns, false));
  }

  private static String overview(Theme theme, List<LocalCampaign> campaigns, boolean served) {
    var shown = new IdentityHashMap<CampaignFigures, LocalCampaign>();
    var found = new ArrayList<CampaignFigures>();
    for (int i = 0; i < Math.min(CockpitAssembly.MOST, campaigns.size()); i++) {
      Optional<CampaignFigures> figures = campaigns.get(i).figures();
      if (figures.isPresent()) {
        shown.put(figures.get(), campaigns.get(i));
        found.add(figures.get());
      }
    }
    Function<CampaignFigures, String> folders =
        figures -> shown.getOrDefault(figures, campaigns.getFirst()).folder();
    Controls controls =
        served
            ? new DashboardControls(
                theme, figures -> shown.getOrDefault(figures, campaigns.getFirst()).id(), folders)
            : new KeptControls(folders);
    return new CockpitPage(theme, controls)
        .overview(
            new CockpitAssembly.Overview(
                found, Math.max(0, campaigns.size() - CockpitAssembly.MOST)));
  }

  /** One campaign; looks again unless it tells what came of an order. */
  static String campaign(
      Theme theme,
      String id,
      CampaignFigures.Detail detail,
      Optional<CockpitOrders.Outcome> outcome) {
    var controls = of(theme, id);
    return framed(
        theme,
        outcome.isPresent() || detail.figures().ended()
            ? Optional.empty()
            : Optional.of(controls.address("/widget", detail.figures())),
        new CockpitPage(theme, controls).campaign(detail, outcome));
  }

  /** The question before an order. */
  static String question(
      Theme theme, String id, CampaignFigures campaign, CockpitOrder order, String secret) {
    var controls = of(theme, id);
    return framed(
        theme,
        Optional.empty(),
        new CockpitPage(theme, controls)
            .question(
                campaign,
                order,
                html -> {
                  html.open("form", "class", "order", "method", "post", "action", "/order");
                  hidden(html, "csrf", secret);
                  hidden(html, "theme", theme.label());
                  hidden(html, "campaign", id);
                  hidden(html, "order", order.id());
                  order.input().ifPresent(input -> CockpitPage.field(html, input));
                  html.element("button", order.label(), "class", "btn", "type", "submit");
                  html.element(
                      "a", "Cancel", "class", "btn", "href", controls.address("/widget", campaign));
                  html.close();
                }));
  }

  /** A sentence, where there is nothing else to show. */
  static String notice(Theme theme, String sentence) {
    var controls = of(theme, "");
    return framed(theme, Optional.empty(), new CockpitPage(theme, controls).notice(sentence));
  }

  private static DashboardControls of(Theme theme, String id) {
    return new DashboardControls(theme, campaign -> id, CampaignFigures::name);
  }

  private static void hidden(Html html, String name, String value) {
    html.empty("input", "type", "hidden", "name", name, "value", value);
  }

  private static String framed(Theme theme, Optional<String> again, String widget) {
    Html html = page("Campaigns", theme, again);
    return html.open("body").markup(widget).finish();
  }

  private static Html page(String title, Theme theme, Optional<String> again) {
    Html html = Html.page();
    html.open("html", "lang", "en").open("head").empty("meta", "charset", "utf-8");
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.empty(
        "meta",
        "name",
        "color-scheme",
        "content",
        theme == Theme.SYSTEM ? "light dark" : theme.label());
    again.ifPresent(
        address ->
            html.empty("meta", "http-equiv", "refresh", "content", SECONDS + ";url=" + address));
    html.element("title", title).style(STYLE).close();
    return html;
  }

  private static final String STYLE =
      """
      html,body{margin:0;height:100%}
      .around{display:flex;flex-direction:column;font:14px/1.5 system-ui,sans-serif;background:Canvas;color:CanvasText}
      header{display:flex;justify-content:space-between;align-items:center;padding:.4rem 1rem}h1{font-size:1.1rem;margin:0}
      nav a{margin-left:.8rem;color:LinkText}nav a[aria-current=true]{font-weight:700;text-decoration:none}
      iframe{flex:1;border:0;border-top:1px solid GrayText;width:100%}
      """;
}
