package io.labelloop.local.dashboard;

import io.labelloop.report.Html;
import io.labelloop.report.cockpit.Controls;
import io.labelloop.workflow.cockpit.CampaignFigures;
import io.labelloop.workflow.cockpit.CockpitOrder;
import java.util.List;
import java.util.function.Function;

/**
 * The words of a page that is kept as a file, where buttons would lead nowhere.
 *
 * @param folders the name of a campaign's workspace folder
 */
record KeptControls(Function<CampaignFigures, String> folders) implements Controls {
  @Override
  public void campaign(Html html, CampaignFigures campaign) {
    html.element("span", campaign.name(), "dir", "auto");
    folder(html, campaign, folders);
  }

  /** Names the folder where it is not called like its campaign. */
  static void folder(
      Html html, CampaignFigures campaign, Function<CampaignFigures, String> folders) {
    String folder = folders.apply(campaign);
    if (!folder.equals(campaign.name())) {
      html.text(" ").element("span", folder, "class", "soft", "dir", "auto");
    }
  }

  @Override
  public void all(Html html) {
    // there is nothing else
  }

  @Override
  public void order(Html html, CockpitOrder order, CampaignFigures campaign) {
    // a file takes none
  }

  @Override
  public List<Link> links(CampaignFigures campaign) {
    return List.of();
  }
}
