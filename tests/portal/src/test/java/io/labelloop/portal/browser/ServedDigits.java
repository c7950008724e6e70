package io.labelloop.portal.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A campaign of digits that runs with its real portal, and a manager of it. */
record ServedDigits(ServedCampaign campaign, PortalClient manager) implements AutoCloseable {
  private static final String SETTINGS =
      """
      "query": {"strategy": "random", "batchSize": 20, "seedSet": {"size": 40}},
      "workforce": {
        "type": "portal", "pricePerAnnotation": "0.01 USD", "annotationsPerItem": 2,
        "portal": {"guidelines": {"short": "What was written?", "full": "# Digits\\n\\n<script>alert(1)</script>\\n\\nA seven may be **crossed**."}}
      },
      "stop": {"maxRounds": 2}
      """;

  static ServedDigits start(Path directory) throws IOException, InterruptedException {
    Path file = ServedCampaign.digits(directory, 60, SETTINGS);
    ServedCampaign campaign = ServedCampaign.run(file, directory.resolve("workspace"));
    return new ServedDigits(
        campaign, PortalClient.joined(campaign, campaign.managersLink(), "Mira"));
  }

  static String api(String path) {
    return "/api/digits" + path;
  }

  Annotator joined(Chromium chromium, String name) {
    return Annotator.joined(chromium, campaign.invitation(), name, new Browser.NewContextOptions());
  }

  /** The stored revisions of one person. */
  List<JsonNode> exported(String name) {
    return new Exported(manager, "digits").by(name);
  }

  /** A new invitation's link. */
  String invite(String role, int uses) throws IOException, InterruptedException {
    String asked =
        "{\"role\":\"%s\",\"days\":1,\"maxUses\":%d,\"note\":\"a test\"}".formatted(role, uses);
    return manager.json("POST", api("/manage/invitations"), asked).path("link").asText();
  }

  @Override
  public void close() {
    manager.close();
    campaign.close();
  }
}
