package io.labelloop.report.cockpit;

import io.labelloop.report.CampaignCharts;
import io.labelloop.report.Chart;
import io.labelloop.report.Html;
import io.labelloop.workflow.cockpit.CampaignFigures;
import io.labelloop.workflow.cockpit.CampaignFigures.RoundPoint;
import io.labelloop.workflow.cockpit.CockpitOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One campaign: its figures, its curves, its open questions, and what may be ordered. */
final class CampaignView {
  private CampaignView() {}

  static void write(Html html, Controls controls, CampaignFigures.Detail detail) {
    CampaignFigures campaign = detail.figures();
    html.open("h2").element("span", campaign.name(), "dir", "auto").text(" ");
    OverviewTable.state(html, campaign);
    html.close();
    html.element("p", campaign.doing(), "class", "doing", "dir", "auto");
    links(html, controls.links(campaign));
    CockpitPage.tiles(html, tiles(campaign));
    questions(html, campaign);
    html.open("div", "class", "charts");
    curve(html, detail);
    money(html, detail);
    html.close();
    orders(html, controls, campaign);
  }

  private static void links(Html html, List<Controls.Link> links) {
    if (links.isEmpty()) {
      return;
    }
    html.open("p", "class", "links");
    for (Controls.Link link : links) {
      html.element(
          "a",
          link.name(),
          "href",
          link.address(),
          "target",
          "_blank",
          "rel",
          "noopener noreferrer");
      html.text(" ");
    }
    html.close();
  }

  private static List<CockpitPage.Tile> tiles(CampaignFigures campaign) {
    var tiles = new ArrayList<CockpitPage.Tile>();
    tiles.add(
        new CockpitPage.Tile(
            "Round", campaign.round() == 0 ? Figures.NONE : "" + campaign.round(), ""));
    campaign
        .bound()
        .ifPresent(
            bound ->
                tiles.add(
                    new CockpitPage.Tile(
                        "Certified accuracy, of target",
                        Figures.bound(bound),
                        "with confidence " + Chart.number(bound.confidence()))));
    campaign
        .money()
        .ifPresent(
            books -> {
              tiles.add(
                  new CockpitPage.Tile(
                      "Spent",
                      Figures.money(books.spent()),
                      books.budget().map(limit -> "of " + limit).orElse("no budget")
                          + books
                              .ordered()
                              .map(next -> ", " + next + " from the next round")
                              .orElse("")));
              tiles.add(new CockpitPage.Tile("Reserved", Figures.money(books.reserved()), ""));
              tiles.add(
                  new CockpitPage.Tile(
                      "Left", books.left().map(Figures::money).orElse("no limit"), ""));
            });
    tiles.add(new CockpitPage.Tile("Labels", "" + campaign.labels(), ""));
    tiles.add(new CockpitPage.Tile("Labels a day", Figures.labelsADay(campaign), ""));
    tiles.add(new CockpitPage.Tile("Annotators at work", Figures.people(campaign), ""));
    tiles.add(
        new CockpitPage.Tile(
            "Next event",
            Figures.expected(campaign.next()),
            campaign.next().map(CampaignFigures.Expected::what).orElse("")));
    return tiles;
  }

  private static void questions(Html html, CampaignFigures campaign) {
    campaign
        .open()
        .ifPresent(
            open ->
                html.element("h3", "Open questions")
                    .element(
                        "p",
                        "Round "
                            + open.round()
                            + ", wave "
                            + open.wave()
                            + ": "
                            + open.items()
                            + " items, "
                            + Figures.open(open)
                            + ", open for "
                            + Spans.words(open.openFor())
                            + " (since "
                            + Spans.words(open.since())
                            + ")."));
  }

  private static void curve(Html html, CampaignFigures.Detail detail) {
    var accuracy = new ArrayList<Chart.Point>();
    var bound = new ArrayList<Chart.Point>();
    for (RoundPoint round : detail.rounds()) {
      round.accuracy().ifPresent(y -> accuracy.add(new Chart.Point(round.trainingLabels(), y)));
      round.lowerBound().ifPresent(y -> bound.add(new Chart.Point(round.trainingLabels(), y)));
    }
    if (!accuracy.isEmpty()) {
      CampaignCharts.learningCurve(
              accuracy, bound, detail.figures().bound().map(CampaignFigures.Bound::target))
          .write(html);
    }
  }

  private static void money(Html html, CampaignFigures.Detail detail) {
    if (detail.rounds().isEmpty() || detail.figures().money().isEmpty()) {
      return;
    }
    var each = new ArrayList<Chart.Point>();
    var total = new ArrayList<Chart.Point>();
    double before = 0;
    for (RoundPoint round : detail.rounds()) {
      double spent = round.spent().amount().doubleValue();
      each.add(new Chart.Point(round.round(), spent - before));
      total.add(new Chart.Point(round.round(), spent));
      before = spent;
    }
    CampaignFigures.Books books = detail.figures().money().get();
    CampaignCharts.money(
            each,
            total,
            books.budget().map(limit -> limit.amount().doubleValue()),
            books.spent().currency().getCurrencyCode())
        .write(html);
  }

  private static void orders(Html html, Controls controls, CampaignFigures campaign) {
    List<CockpitOrder> suitable =
        Arrays.stream(CockpitOrder.values()).filter(order -> order.suits(campaign)).toList();
    if (suitable.isEmpty()) {
      return;
    }
    html.element("h3", "Orders").open("div", "class", "orders");
    suitable.forEach(order -> controls.order(html, order, campaign));
    html.close();
  }
}
