package io.labelloop.portal.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes pictures of the manager's pages, of a campaign that has some answers; called as {@link
 * PicturesTest} is. The documents show some of them, all are made to look at.
 */
@InABrowser
@EnabledIfSystemProperty(named = "labelloop.pictures", matches = ".+")
class ManagersPicturesTest {
  private static final Path PLACE = Path.of(System.getProperty("labelloop.pictures", "."));
  private static final List<String> PAGES =
      List.of("", "/items?job=1", "/disputes", "/people", "/guidelines", "/invitations", "/export");
  private static final String SETTINGS =
      """
      "query": {"strategy": "random", "batchSize": 20, "seedSet": {"size": 60}},
      "workforce": {
        "type": "portal", "pricePerAnnotation": "0.01 USD", "annotationsPerItem": 3,
        "portal": {
          "guidelines": {
            "short": "Take the digit that the writer meant. A seven may be crossed.",
            "full": "# Digits\\n\\nLook at the whole picture first; `Z` enlarges it.\\n\\n- A **seven** may be crossed.\\n- A **one** may have a foot.\\n- Two digits in one picture: *cannot tell*."
          }
        },
        "gold": {"share": 0.3, "items": [%s]}
      },
      "stop": {"maxRounds": 2}
      """;

  @Test
  void managersPages_inBothSchemesAndSizes(Chromium chromium, @TempDir Path directory)
      throws IOException, InterruptedException {
    Path file =
        ServedCampaign.digits(
            directory, 120, SETTINGS.formatted(ServedCampaign.goldDigits(700, 12)));
    try (ServedCampaign campaign = ServedCampaign.run(file, directory.resolve("workspace"));
        PortalClient manager = PortalClient.joined(campaign, campaign.managersLink(), "Mira")) {
      List<String> names = List.of("Ada", "Bilal", "Chiara", "Dong-hyun");
      for (int i = 0; i < names.size(); i++) {
        try (PortalClient one =
            PortalClient.joined(campaign, campaign.invitation(), names.get(i))) {
          answer(one, 30 - 5 * i, i);
        }
      }
      invite(manager, "Evening shift", 7, 12);
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        for (int width : List.of(1440, 390)) {
          try (Annotator boss =
              Annotator.at(
                  chromium,
                  invite(manager, "Second manager", 1, 1),
                  new Browser.NewContextOptions()
                      .setViewportSize(width, width == 390 ? 844 : 900)
                      .setColorScheme(scheme))) {
            boss.page().waitForURL("**/manage");
            for (String page : PAGES) {
              boss.page().navigate(campaign.url() + "c/digits/manage" + page);
              boss.page().locator("#content > *, .downloads").first().waitFor();
              boss.page().waitForTimeout(400);
              String name = page.isEmpty() ? "batches" : page.replaceAll("\\W|job.*", "");
              String look = scheme.name().toLowerCase(Locale.ROOT);
              boss.page()
                  .screenshot(
                      new Page.ScreenshotOptions()
                          .setPath(
                              PLACE.resolve(
                                  "portal-manage-" + name + "-" + width + "-" + look + ".png")));
            }
          }
        }
      }
    }
  }

  private static String invite(PortalClient manager, String note, int days, int uses)
      throws IOException, InterruptedException {
    String role = uses == 1 ? "manager" : "annotator";
    String asked =
        "{\"role\":\"%s\",\"days\":%d,\"maxUses\":%d,\"note\":\"%s\"}"
            .formatted(role, days, uses, note);
    return manager.json("POST", "/api/digits/manage/invitations", asked).path("link").asText();
  }

  /** Answers by the darkest row, which is wrong often enough for disputes. */
  private static void answer(PortalClient person, int answers, int bias)
      throws IOException, InterruptedException {
    for (int i = 0; i < answers; i++) {
      JsonNode item =
          person.json("POST", "/api/digits/next", "{\"have\":[],\"want\":1}").path("items").path(0);
      double sum = 0;
      for (JsonNode value : item.at("/content/values")) {
        sum += value.asDouble();
      }
      int label = (int) (sum / 7 + (i % 6 == bias ? 1 : 0)) % 10;
      String said =
          i % 11 == 10
              ? "{\"cannotTell\":\"unclear\",\"note\":\"blurred\"}"
              : "{\"label\":\"" + label + "\"}";
      person.send(
          "PUT",
          "/api/digits/answers/" + item.path("assignment").asText(),
          "{\"answer\":"
              + said
              + ",\"meta\":{\"activeMillis\":"
              + (1500 + 137 * (i % 9) + 300 * bias)
              + "}}");
    }
  }
}
