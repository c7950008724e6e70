package io.labelloop.report.cockpit;

import io.labelloop.report.Html;
import io.labelloop.workflow.cockpit.CampaignFigures;
import java.util.List;

/** All campaigns, one line each. */
final class OverviewTable {
  private static final List<String> HEAD =
      List.of(
          "Campaign",
          "State",
          "Round",
          "Certified, of target",
          "Spent",
          "Reserved",
          "Left",
          "Labels a day",
          "At work",
          "Open questions",
          "Next event");

  private OverviewTable() {}

  static void write(Html html, Controls controls, List<CampaignFigures> campaigns) {
    html.open("div", "class", "scroll").open("table").open("thead").open("tr");
    HEAD.forEach(name -> html.element("th", name, "scope", "col"));
    html.close().close().open("tbody");
    campaigns.forEach(campaign -> row(html, controls, campaign));
    html.close().close().close();
  }

  private static void row(Html html, Controls controls, CampaignFigures campaign) {
    html.open("tr").open("th", "scope", "row");
    controls.campaign(html, campaign);
    html.close();
    html.open("td");
    state(html, campaign);
    html.close();
    html.element("td", campaign.round() == 0 ? Figures.NONE : "" + campaign.round(), "class", "n");
    html.open("td");
    campaign
        .bound()
        .ifPresentOrElse(
            bound -> {
              html.element("div", Figures.bound(bound));
              Meter.bound(html, bound);
            },
            () -> html.text(Figures.NONE));
    html.close();
    money(html, campaign);
    html.element("td", Figures.labelsADay(campaign), "class", "n");
    html.element("td", Figures.people(campaign), "class", "n");
    html.open("td");
    campaign
        .open()
        .ifPresentOrElse(
            open -> {
              html.element("div", Figures.open(open));
              html.element("div", "for " + Spans.words(open.openFor()), "class", "soft");
            },
            () -> html.text(Figures.NONE));
    html.close();
    html.element("td", Figures.expected(campaign.next())).close();
  }

  static void state(Html html, CampaignFigures campaign) {
    html.element("span", Figures.state(campaign), "class", "state " + Figures.mood(campaign));
    if (campaign.simulated()) {
      html.text(" ").element("span", "simulated", "class", "soft");
    }
  }

  private static void money(Html html, CampaignFigures campaign) {
    if (campaign.money().isEmpty()) {
      html.element("td", Figures.NONE).element("td", Figures.NONE).element("td", Figures.NONE);
      return;
    }
    CampaignFigures.Books books = campaign.money().get();
    html.open("td").element("div", Figures.money(books.spent()), "class", "n");
    Meter.money(html, books);
    html.close();
    html.element("td", Figures.money(books.reserved()), "class", "n");
    html.element("td", books.left().map(Figures::money).orElse("no limit"), "class", "n");
  }
}
