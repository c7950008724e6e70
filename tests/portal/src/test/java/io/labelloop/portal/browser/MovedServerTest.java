package io.labelloop.portal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goals 9 and 11 with the real server: it is stopped and started, and its clock is moved. */
@InABrowser
class MovedServerTest {
  private static final String SETTINGS =
      """
      "query": {"strategy": "random", "batchSize": 20, "seedSet": {"size": 20}},
      "workforce": {
        "type": "portal", "pricePerAnnotation": "0.01 USD", "annotationsPerItem": 1,
        "portal": {"deadlineHours": 3}
      },
      "stop": {"maxRounds": 2}
      """;

  private static Annotator joined(Chromium chromium, ServedCampaign campaign) {
    return Annotator.joined(
        chromium, campaign.invitation(), "Ann", new Browser.NewContextOptions());
  }

  @Test
  void goal09_serverThatIsStoppedAndStarted_getsAllAnswersInTheirOrder(
      Chromium chromium, @TempDir Path directory) throws IOException, InterruptedException {
    Path file = ServedCampaign.digits(directory, 40, SETTINGS);
    Path workspace = directory.resolve("workspace");
    Path clock = directory.resolve("clock");
    int port = ServedCampaign.freePort();
    ServedCampaign first = ServedCampaign.run(file, workspace, port, clock);
    try (Annotator ann = joined(chromium, first)) {
      // until it has looked ahead
      ann.page().waitForLoadState(LoadState.NETWORKIDLE);
      first.close();
      for (String key : List.of("3", "1", "2")) {
        ann.answer(key);
      }
      assertThat(ann.saved()).hasText("3 unsent");
      assertThat(ann.banner("offline")).containsText("No connection");
      try (ServedCampaign second = ServedCampaign.run(file, workspace, port, clock);
          PortalClient manager = PortalClient.joined(second, second.managersLink(), "Mira")) {
        // the page tries again every five seconds at the latest
        ann.waitsUntil(() -> ann.saved().textContent().equals("All saved"));
        assertThat(ann.banner("offline")).hasCount(0);
        List<JsonNode> stored = new Exported(manager, "digits").by("Ann");
        assertThat(stored)
            .extracting(line -> line.path("standing").asText())
            .containsOnly("counts");
        assertThat(
                stored.stream()
                    .sorted(Comparator.comparing(line -> line.path("receivedAt").asText()))
                    .map(line -> line.at("/answer/label").asText()))
            .containsExactly("3", "1", "2");
        // and the work goes on where it was
        ann.answer("4");
        ann.waitsUntilAllIsSaved();
        assertThat(ann.complaints()).isEmpty();
      }
    } finally {
      first.close();
    }
  }

  @Test
  void goal11_answerAfterItsTime_countsWhileTheItemIsOpenAndIsKeptAsLateAfterwards(
      Chromium chromium, @TempDir Path directory) throws IOException, InterruptedException {
    Path clock = directory.resolve("clock");
    try (ServedCampaign campaign =
            ServedCampaign.run(
                ServedCampaign.digits(directory, 40, SETTINGS),
                directory.resolve("workspace"),
                ServedCampaign.freePort(),
                clock);
        PortalClient manager = PortalClient.joined(campaign, campaign.managersLink(), "Mira");
        PortalClient ben = PortalClient.joined(campaign, campaign.invitation(), "Ben");
        Annotator ann = joined(chromium, campaign)) {
      Exported exported = new Exported(manager, "digits");
      // an hour is longer than any lease
      Files.writeString(clock, "3600");
      ann.press("5");
      ann.waitsUntil(() -> exported.by("Ann").size() == 1);
      assertThat(exported.by("Ann").getFirst().path("standing").asText()).isEqualTo("counts");
      ann.seesAnItem();
      // once more, and Ben takes all that is left; with that the batch has ended
      Files.writeString(clock, "7200");
      assertThat(answersAll(ben)).isPositive();
      ann.press("6");
      ann.waitsUntil(() -> exported.by("Ann").size() == 2);
      assertThat(ann.banner("remark")).containsText("thank you, your answer is kept");
      assertThat(exported.by("Ann"))
          .extracting(line -> line.path("standing").asText())
          .containsExactlyInAnyOrder("counts", "late");
    }
  }

  /** Answers what there is until the first batch has nothing left, and returns how much it was. */
  private static int answersAll(PortalClient person) throws IOException, InterruptedException {
    int answered = 0;
    while (true) {
      JsonNode next = person.json("POST", "/api/digits/next", "{\"have\":[],\"want\":1}");
      JsonNode progress = next.path("progress");
      if (next.path("items").isEmpty() || progress.path("jobs").asInt() > 1) {
        return answered;
      }
      String assignment = next.at("/items/0/assignment").asText();
      person.send("PUT", "/api/digits/answers/" + assignment, "{\"answer\":{\"label\":\"0\"}}");
      answered++;
    }
  }
}
