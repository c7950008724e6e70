package io.labelloop.local.dashboard;

import io.labelloop.report.Html;
import io.labelloop.report.cockpit.Controls;
import io.labelloop.report.cockpit.Theme;
import io.labelloop.workflow.cockpit.CampaignFigures;
import io.labelloop.workflow.cockpit.CockpitOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Links of the page that {@link DashboardServer} serves. An order's button leads to a page that
 * asks, and only the form there gives it.
 */
final class DashboardControls implements Controls {
  private final Theme theme;
  private final Function<CampaignFigures, String> ids;
  private final Function<CampaignFigures, String> folders;

  /**
   * @param ids by which the server knows a campaign
   * @param folders the name of its workspace's folder
   */
  DashboardControls(
      Theme theme,
      Function<CampaignFigures, String> ids,
      Function<CampaignFigures, String> folders) {
    this.theme = theme;
    this.ids = ids;
    this.folders = folders;
  }

  @Override
  public void campaign(Html html, CampaignFigures campaign) {
    html.element(
        "a", campaign.name(), "class", "open", "dir", "auto", "href", address("/widget", campaign));
    KeptControls.folder(html, campaign, folders);
  }

  @Override
  public void all(Html html) {
    html.element("a", "All campaigns", "class", "open", "href", "/widget?theme=" + theme.label());
  }

  @Override
  public void order(Html html, CockpitOrder order, CampaignFigures campaign) {
    html.element(
        "a",
        order.label(),
        "class",
        "btn",
        "href",
        address("/order", campaign) + "&order=" + order.id());
  }

  @Override
  public List<Link> links(CampaignFigures campaign) {
    var links = new ArrayList<Link>();
    file("Report", "report", campaign.documents().report(), campaign, links);
    file("Labels", "labels", campaign.documents().labels(), campaign, links);
    file("What went wrong", "problem", campaign.documents().problem(), campaign, links);
    return links;
  }

  private void file(
      String name, String file, Optional<String> key, CampaignFigures campaign, List<Link> links) {
    key.ifPresent(there -> links.add(new Link(name, address("/file", campaign) + "&name=" + file)));
  }

  String address(String path, CampaignFigures campaign) {
    return path + "?theme=" + theme.label() + "&campaign=" + ids.apply(campaign);
  }
}
