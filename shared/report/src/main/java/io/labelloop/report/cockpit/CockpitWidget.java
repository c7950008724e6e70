package io.labelloop.report.cockpit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.labelloop.workflow.cockpit.CampaignFigures;
import io.labelloop.workflow.cockpit.CockpitAssembly;
import io.labelloop.workflow.cockpit.CockpitOrder;
import io.labelloop.workflow.cockpit.CockpitOrders;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A custom widget of a CloudWatch dashboard: an event in, what the dashboard shows out.
 *
 * <p>The event says nothing about the person before the dashboard; who may call the function is
 * decided by IAM, and CloudTrail knows who did. What is recorded with an order is the dashboard.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/add_custom_widget_dashboard_about.html">Details
 *     about custom widgets</a>
 */
public final class CockpitWidget {
  /** The parameter with a campaign's prefix. */
  static final String CAMPAIGN = "campaign";

  /** The parameter with the id of an order. */
  static final String ORDER = "order";

  /** A folder directly below that of all campaigns. */
  private static final Pattern PREFIX =
      Pattern.compile(Pattern.quote(CockpitAssembly.FOLDER) + "[^/\\\\\\p{Cntrl}]{1,200}/");

  private static final int LONGEST_DASHBOARD = 60;

  private static final String DOCUMENTATION =
      """
      ## Labelloop cockpit
      Shows the labeling campaigns of this stack's bucket: state, round, certified bound against the target, money, labels \
      a day, people at work, open questions. Its buttons give orders to campaigns that run.

      ### Parameters
      Param | Description
      ---|---
      **campaign** | optional: the folder of the one campaign to show, such as `campaigns/birds/`

      ### Example
      ```yaml
      campaign: campaigns/birds/
      ```
      """;

  private final CockpitAssembly campaigns;
  private final CockpitOrders orders;
  private final Controls controls;

  public CockpitWidget(CockpitAssembly campaigns, CockpitOrders orders, Controls controls) {
    this.campaigns = campaigns;
    this.orders = orders;
    this.controls = controls;
  }

  /** What the dashboard shows for an event: HTML as a JSON text, or an object with Markdown. */
  public JsonNode answer(JsonNode event) {
    if (event.has("describe")) {
      return JsonNodeFactory.instance.objectNode().put("markdown", DOCUMENTATION);
    }
    return JsonNodeFactory.instance.textNode(page(event));
  }

  private String page(JsonNode event) {
    JsonNode context = event.path("widgetContext");
    var page = new CockpitPage(Theme.of(context.path("theme").asText()), controls);
    String prefix = event.path(CAMPAIGN).asText("");
    if (prefix.isEmpty()) {
      return page.overview(campaigns.overview());
    }
    if (!PREFIX.matcher(prefix).matches()) {
      return page.notice(
          "The parameter 'campaign' must be a folder such as campaigns/birds/, but was '"
              + prefix.substring(0, Math.min(200, prefix.length()))
              + "'.");
    }
    if (campaigns.figures(prefix).isEmpty()) {
      return page.notice("There is no campaign in the folder '" + prefix + "'.");
    }
    Optional<CockpitOrders.Outcome> outcome = order(event, prefix, context);
    Optional<CampaignFigures.Detail> detail = campaigns.detail(prefix);
    return detail
        .map(found -> page.campaign(found, outcome))
        .orElseGet(() -> page.notice("The campaign in '" + prefix + "' has gone."));
  }

  private Optional<CockpitOrders.Outcome> order(JsonNode event, String prefix, JsonNode context) {
    String id = event.path(ORDER).asText("");
    if (id.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        CockpitOrder.of(id)
            .map(order -> orders.execute(order, prefix, value(order, context), by(context)))
            .orElseGet(
                () ->
                    new CockpitOrders.Outcome(
                        false, "There is no such order; nothing has changed.")));
  }

  private static String value(CockpitOrder order, JsonNode context) {
    return order
        .input()
        .map(input -> context.path("forms").path("all").path(input.name()).asText(""))
        .orElse("");
  }

  private static String by(JsonNode context) {
    String dashboard = context.path("dashboardName").asText("").replaceAll("[^A-Za-z0-9_.-]", "");
    return "CloudWatch dashboard "
        + (dashboard.isEmpty()
            ? "without a name"
            : dashboard.substring(0, Math.min(LONGEST_DASHBOARD, dashboard.length())));
  }
}
