package io.labelloop.tests.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.labelloop.tests.localstack.PortalBrowser.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Two people who know the truth about {@link SmallCampaign}, at work in the portal. */
final class PortalPeople {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The campaign whose people they are. */
  static final byte[] CAMPAIGN =
      SmallCampaign.file(
          """
          {"type": "portal", "pricePerAnnotation": "0.05 USD", "annotationsPerItem": 2}
          """);

  /** What the same two people say to the local engine. */
  static final byte[] SIMULATED =
      SmallCampaign.file(
          """
          {"type": "simulated", "truth": "label", "pricePerAnnotation": "0.05 USD",
           "annotators": [{"count": 2, "accuracy": 1}], "annotationsPerItem": 2}
          """);

  private final String campaign;
  private final List<PortalBrowser> people;
  private final Map<List<Double>, String> truth = new HashMap<>();

  PortalPeople(ServedPortal portal, String campaign) {
    this.campaign = campaign;
    this.people =
        List.of(
            portal.signedIn("Ann", campaign, "labelloop-annotators"),
            portal.signedIn("Ben", campaign, "labelloop-annotators-" + campaign));
    SmallCampaign.pool()
        .values()
        .forEach(
            file ->
                new String(file, StandardCharsets.UTF_8)
                    .lines()
                    .map(PortalPeople::json)
                    .forEach(
                        item ->
                            truth.put(
                                List.of(item.path("x").asDouble(), item.path("y").asDouble()),
                                item.path("label").asText())));
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Answers whatever is open. */
  void work() {
    people.forEach(this::answerAll);
  }

  private void answerAll(PortalBrowser person) {
    JsonNode items = next(person);
    while (!items.isEmpty()) {
      for (JsonNode item : items) {
        List<Double> values =
            item.at("/content/rows").findValues("value").stream().map(JsonNode::asDouble).toList();
        Page stored =
            person.send(
                "PUT",
                "/api/" + campaign + "/answers/" + item.path("assignment").asText(),
                "{\"revision\": 1, \"answer\": {\"label\": \"" + truth.get(values) + "\"}}");
        assertThat(stored.status()).as(stored.text()).isEqualTo(200);
      }
      items = next(person);
    }
  }

  private JsonNode next(PortalBrowser person) {
    Page next = person.send("POST", "/api/" + campaign + "/next", "{\"want\": 10}");
    assertThat(next.status()).as(next.text()).isEqualTo(200);
    return next.json().path("items");
  }
}
