package io.labelloop.report.cockpit;

import io.labelloop.report.Html;
import io.labelloop.workflow.cockpit.CampaignFigures;
import io.labelloop.workflow.cockpit.CockpitOrder;
import java.util.List;

/** How the cockpit's buttons reach what they are for, in the frame that shows it. */
public interface Controls {
  /** Writes what opens a campaign. */
  void campaign(Html html, CampaignFigures campaign);

  /** Writes what leads back to all campaigns. */
  void all(Html html);

  /** Writes an order's field and button. A person is asked before the order is given. */
  void order(Html html, CockpitOrder order, CampaignFigures campaign);

  /** Where a campaign's execution, report, labels and logs are looked at, as far as known. */
  List<Link> links(CampaignFigures campaign);

  /** A place elsewhere, which opens in a window of its own. */
  record Link(String name, String address) {}
}
