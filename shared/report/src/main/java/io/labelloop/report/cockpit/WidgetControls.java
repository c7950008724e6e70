package io.labelloop.report.cockpit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.labelloop.report.Html;
import io.labelloop.workflow.cockpit.CampaignFigures;
import io.labelloop.workflow.cockpit.CockpitOrder;
import io.labelloop.workflow.document.JsonCodec;
import java.util.List;

/**
 * The buttons of a CloudWatch custom widget: elements that a {@code cwdb-action} behind them turns
 * into calls of the widget's own function.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/add_custom_widget_dashboard_interactivity.html">Interactivity
 *     in the custom widget</a>
 */
public final class WidgetControls implements Controls {
  private final String function;
  private final ConsolePlaces console;

  /**
   * @param function the ARN of the widget's function
   */
  public WidgetControls(String function, ConsolePlaces console) {
    this.function = function;
    this.console = console;
  }

  @Override
  public void campaign(Html html, CampaignFigures campaign) {
    html.element("a", campaign.name(), "class", "open", "dir", "auto");
    action(html, parameters().put(CockpitWidget.CAMPAIGN, campaign.prefix()));
  }

  @Override
  public void all(Html html) {
    html.element("a", "All campaigns", "class", "open");
    action(html, parameters());
  }

  @Override
  public void order(Html html, CockpitOrder order, CampaignFigures campaign) {
    html.open("form", "class", "order");
    order.input().ifPresent(input -> CockpitPage.field(html, input));
    html.element("a", order.label(), "class", "btn");
    action(
        html,
        parameters()
            .put(CockpitWidget.CAMPAIGN, campaign.prefix())
            .put(CockpitWidget.ORDER, order.id()),
        "confirmation",
        order.label() + ": " + campaign.name() + "? " + order.effect());
    html.close();
  }

  @Override
  public List<Link> links(CampaignFigures campaign) {
    return console.of(campaign);
  }

  private static ObjectNode parameters() {
    return JsonCodec.mapper().createObjectNode();
  }

  private void action(Html html, ObjectNode parameters, String... more) {
    String[] attributes = new String[6 + more.length];
    String[] usual = {"action", "call", "display", "widget", "endpoint", function};
    System.arraycopy(usual, 0, attributes, 0, usual.length);
    System.arraycopy(more, 0, attributes, usual.length, more.length);
    // as \\u escapes the signs of markup survive whether the console reads this as text or as HTML
    String json =
        parameters
            .toString()
            .replace("<", "\\u003c")
            .replace(">", "\\u003e")
            .replace("&", "\\u0026")
            .replace("'", "\\u0027");
    html.element("cwdb-action", json, attributes);
  }
}
