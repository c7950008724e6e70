package io.labelloop.portal.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * That nothing which is said about people comes into a log, from a campaign's first step to its
 * last: every text, note and name has a word of its own, which stands nowhere else.
 */
class SilentLogsTest {
  private static final int ITEMS = 120;
  private static final String TEXT = "quillfeather";
  private static final String NOTE = "brambleshank";
  private static final String PERSON = "Thistlewood";
  private static final String PRIVATE = "(?i).*(" + TEXT + "|" + NOTE + "|" + PERSON + ").*";

  private static Path campaign(Path folder) throws IOException {
    Files.write(
        folder.resolve("pool.jsonl"),
        IntStream.range(0, ITEMS)
            .mapToObj(
                i ->
                    "{\"id\":\"i%03d\",\"text\":\"%s%d said it was %s\"}"
                        .formatted(i, TEXT, i, i % 2 == 0 ? "good" : "bad"))
            .toList());
    // a line that is rejected: its excerpt is stored, and not logged
    Files.writeString(
        folder.resolve("pool.jsonl"),
        "{\"id\": \"broken\", \"text\": \"" + TEXT + " broken\n",
        java.nio.file.StandardOpenOption.APPEND);
    return Files.writeString(
        folder.resolve("campaign.json"),
        """
        {"name": "silent", "task": {"labels": ["a", "b"]}, "pool": {"location": "pool.jsonl"},
         "query": {"batchSize": 5}, "certification": {"size": 20},
         "workforce": {"type": "portal", "pricePerAnnotation": "0.04 USD",
           "annotationsPerItem": {"min": 2, "max": 3}},
         "stop": {"maxRounds": 2, "budget": "80 USD"}, "seed": 5}
        """);
  }

  /** Answers until the portal is gone; sometimes cannot tell, and says why. */
  private static void label(PortalClient client) {
    try {
      for (int answered = 0; ; ) {
        JsonNode items = client.call("POST", "/next", "{\"want\": 1}").get("items");
        if (items.isEmpty()) {
          TimeUnit.MILLISECONDS.sleep(50);
        }
        for (JsonNode item : items) {
          String reply =
              answered++ % 7 == 3
                  ? "{\"cannotTell\": \"unclear\", \"note\": \"I know " + NOTE + "\"}"
                  : "{\"label\": \"" + (item.toString().contains("good") ? "a" : "b") + "\"}";
          JsonNode unused =
              client.call(
                  "PUT",
                  "/answers/" + item.get("assignment").asText(),
                  "{\"answer\": " + reply + "}");
        }
      }
    } catch (IOException | InterruptedException e) {
      // the campaign has ended, and the portal with it
    }
  }

  @Test
  @Timeout(value = 6, unit = TimeUnit.MINUTES)
  void logs_ofAWholeCampaign_haveNoTextNoNoteAndNobodysName(@TempDir Path folder) throws Exception {
    Path workspace = folder.resolve("run");
    try (var run = new CampaignProcess(campaign(folder), workspace)) {
      List<Thread> people =
          Stream.of("Ann", "Ben", "Cy")
              .map(name -> joined(run, name + " " + PERSON))
              .map(client -> Thread.ofPlatform().start(() -> label(client)))
              .toList();
      assertThat(run.end()).as("%s", run.said()).isZero();
      for (Thread one : people) {
        one.join();
      }
      assertThat(run.said()).noneMatch(line -> line.matches(PRIVATE));
    }
    assertThat(holding(workspace.resolve("campaigns"), TEXT)).isNotEmpty();
    assertThat(holding(workspace.resolve("campaigns"), NOTE)).isNotEmpty();
    assertThat(holding(workspace.resolve("campaigns"), PERSON)).isNotEmpty();
    Path steps = workspace.resolve(".labelloop/steps.log");
    assertThat(Files.readAllLines(steps))
        .anyMatch(line -> line.contains("step=OpenCampaign"))
        .anyMatch(line -> line.contains("step=CloseCampaign"))
        .hasSizeGreaterThan(15)
        .noneMatch(line -> line.matches(PRIVATE));
    assertThat(Files.readAllLines(workspace.resolve(".labelloop/notifications.log")))
        .isNotEmpty()
        .noneMatch(line -> line.matches(PRIVATE));
  }

  private static PortalClient joined(CampaignProcess run, String name) {
    try {
      return run.join(name);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Path> holding(Path folder, String word) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(
              file -> {
                try {
                  return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1)
                      .contains(word);
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              })
          .toList();
    }
  }
}
