package io.labelloop.tests.localstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A CloudWatch dashboard as its custom widget's function knows it: sends the events that the
 * console sends, and presses the buttons of what it is answered.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/add_custom_widget_dashboard_about.html">Details
 *     about custom widgets</a>
 */
final class DashboardWidget {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern ACTION =
      Pattern.compile("<cwdb-action ([^>]*)>([^<]*)</cwdb-action>");
  private static final Pattern ENDPOINT = Pattern.compile("endpoint=\"([^\"]+)\"");

  private final URI aws;
  private final String function;
  private final String dashboard;

  /**
   * @param function the ARN of the widget's function, with its alias
   */
  DashboardWidget(URI aws, String function, String dashboard) {
    this.aws = aws;
    this.function = function;
    this.dashboard = dashboard;
  }

  /** What the console shows before a widget is added. */
  String describe() {
    return invoke(function, JSON.createObjectNode().put("describe", true))
        .path("markdown")
        .asText();
  }

  /** The HTML of the widget with parameters. */
  String display(Map<String, String> parameters) {
    ObjectNode event = JSON.createObjectNode();
    parameters.forEach(event::put);
    return show(function, event, Map.of());
  }

  private String show(String endpoint, ObjectNode event, Map<String, String> forms) {
    ObjectNode context = event.putObject("widgetContext");
    context
        .put("dashboardName", dashboard)
        .put("widgetId", "widget-16")
        .put("accountId", "000000000000")
        .put("locale", "en")
        .put("period", 300)
        .put("isAutoPeriod", true)
        .put("theme", "light")
        .put("linkCharts", true)
        .put("title", "Campaigns")
        .put("width", 588)
        .put("height", 369);
    context
        .putObject("timezone")
        .put("label", "UTC")
        .put("offsetISO", "+00:00")
        .put("offsetInMinutes", 0);
    context
        .putObject("timeRange")
        .put("mode", "relative")
        .put("start", 1627236199729L)
        .put("end", 1627322599729L)
        .put("relativeStart", 86400012);
    context.putObject("params");
    forms.forEach(context.putObject("forms").putObject("all")::put);
    return invoke(endpoint, event).asText();
  }

  /**
   * Presses a button and says yes to what it asks.
   *
   * @param page with the button
   * @param order that the button gives
   * @param forms what was typed into the page's fields
   */
  String press(String page, String order, Map<String, String> forms) {
    Matcher actions = ACTION.matcher(page);
    while (actions.find()) {
      JsonNode event = tree(plain(actions.group(2)));
      if (event.path("order").asText().equals(order)) {
        if (!actions.group(1).contains("confirmation=")) {
          throw new AssertionError("asks nothing: " + actions.group());
        }
        Matcher endpoint = ENDPOINT.matcher(actions.group(1));
        if (!endpoint.find()) {
          throw new AssertionError("calls nothing: " + actions.group());
        }
        return show(plain(endpoint.group(1)), (ObjectNode) event, forms);
      }
    }
    throw new AssertionError("there is no button '" + order + "' on " + page);
  }

  private static String plain(String html) {
    return html.replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode invoke(String endpoint, JsonNode event) {
    var request =
        HttpRequest.newBuilder(
                aws.resolve(
                    "/2015-03-31/functions/"
                        + URLEncoder.encode(endpoint, StandardCharsets.UTF_8)
                        + "/invocations"))
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=test/20261125/"
                    + LocalStackServer.REGION.id()
                    + "/lambda/aws4_request, SignedHeaders=host, Signature=0")
            .POST(HttpRequest.BodyPublishers.ofString(event.toString()))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200
          || answer.headers().firstValue("x-amz-function-error").isPresent()) {
        throw new AssertionError(answer.statusCode() + ": " + answer.body());
      }
      return tree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
