package io.labelloop.portal.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person tags a campaign of sentences to its end, with the keyboard alone. */
@InABrowser
class SentencesByKeyboardTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> TYPES = List.of("person", "organization", "place");
  private static final int SENTENCES = 60;
  private static final long PATIENCE_NANOS = 180_000_000_000L;

  /** An entity of a sentence. */
  private record Named(int start, int end, String type) {}

  private final Map<List<String>, List<Named>> truth = new HashMap<>();

  /** The example's first sentences, and a campaign about them with gold sentences. */
  private Path write(Path directory) throws IOException {
    Path place = Files.createDirectory(directory.resolve("ner"));
    List<String> lines =
        Files.readAllLines(
            Path.of(System.getProperty("labelloop.root"), "examples/ner/pool.conll"));
    List<String> kept = new ArrayList<>();
    List<String> tokens = new ArrayList<>();
    List<Named> named = new ArrayList<>();
    for (String line : lines) {
      if (truth.size() == SENTENCES) {
        break;
      }
      kept.add(line);
      String[] columns = line.split("\t");
      if (line.isBlank()) {
        truth.put(List.copyOf(tokens), List.copyOf(named));
        tokens.clear();
        named.clear();
      } else if (columns.length == 2) {
        String type = columns[1].replaceFirst("^[BI]-", "");
        if (columns[1].startsWith("B-")) {
          named.add(new Named(tokens.size(), tokens.size() + 1, type));
        } else if (columns[1].startsWith("I-")) {
          named.set(named.size() - 1, new Named(named.getLast().start(), tokens.size() + 1, type));
        }
        tokens.add(columns[0]);
      }
    }
    Files.write(place.resolve("pool.conll"), kept);
    List<String> practice = List.of("Practise", "with", "Ada");
    truth.put(practice, List.of(new Named(2, 3, "person")));
    List<String> hidden = List.of("Known", "Oslo");
    truth.put(hidden, List.of(new Named(1, 2, "place")));
    return Files.writeString(
        place.resolve("campaign.json"),
        """
        {
          "task": {"type": "sequence", "labels": ["person", "organization", "place"]},
          "pool": {"location": "pool.conll"},
          "query": {"batchSize": 4, "seedSet": {"size": 8}},
          "workforce": {
            "type": "portal", "pricePerAnnotation": "0.10 USD", "annotationsPerItem": 1,
            "gold": {"share": 0.5, "items": [
              {"id": "practice", "tokens": ["Practise", "with", "Ada"],
                "spans": [{"start": 2, "end": 3, "type": "person"}], "training": true},
              %s
            ]}
          },
          "stop": {"maxRounds": 2},
          "seed": 3
        }
        """
            .formatted(
                IntStream.range(0, 5)
                    .mapToObj(
                        i ->
                            "{\"id\": \"hidden-%d\", \"tokens\": [\"Known\", \"Oslo\"],"
                                    .formatted(i)
                                + " \"spans\": [{\"start\": 1, \"end\": 2, \"type\": \"place\"}]}")
                    .collect(Collectors.joining(","))));
  }

  @Test
  void goal23_wholeCampaignOfSentences_isTaggedByTheKeyboardAloneToItsEnd(
      Chromium chromium, @TempDir Path directory) throws IOException, InterruptedException {
    Path file = write(directory);
    Path workspace = directory.resolve("workspace");
    try (ServedCampaign campaign = ServedCampaign.run(file, workspace);
        Annotator ann =
            Annotator.joined(
                chromium, campaign.invitation(), "Ann", new Browser.NewContextOptions())) {
      int answered = 0;
      long end = System.nanoTime() + PATIENCE_NANOS;
      while (campaign.running() && System.nanoTime() < end) {
        if (ann.page().locator(".verdict.right").count() > 0) {
          // the item to practise on was right
          ann.press("Enter");
        } else if (ready(ann)) {
          tag(ann);
          answered++;
        }
        ann.page().waitForTimeout(50);
      }
      assertThat(campaign.end()).as("%s", campaign.said()).isZero();
      assertThat(answered).isGreaterThan(12);
      assertThat(ann.complaints()).isEmpty();
    }
    Map<String, List<String>> stored = stored(workspace);
    assertThat(stored).hasSizeGreaterThan(12).containsKey("practice");
    assertThat(stored.get("practice")).containsExactly("2-3 person");
    assertThat(stored.entrySet().stream().filter(one -> one.getKey().startsWith("hidden")))
        .isNotEmpty()
        .allSatisfy(one -> assertThat(one.getValue()).containsExactly("1-2 place"));
    assertThat(stored.values().stream().flatMap(List::stream).map(span -> span.split(" ")[1]))
        .contains("person", "organization", "place");
    assertThat(tagged).containsExactlyInAnyOrderElementsOf(stored.values());
  }

  private final List<List<String>> tagged = new ArrayList<>();

  private static boolean ready(Annotator ann) {
    return (Boolean)
        ann.page()
            .evaluate(
                """
                () => document.querySelector('#item .token') !== null
                    && performance.now() - performance.getEntriesByName('labelloop-shown').at(-1).startTime > 130
                """);
  }

  /** Walks to each entity, selects it, tags it, and hands in. */
  private void tag(Annotator ann) {
    List<String> tokens = ann.page().locator("#item .token").allInnerTexts();
    List<Named> named =
        Objects.requireNonNull(
            truth.get(tokens.stream().map(String::strip).toList()), "unknown: " + tokens);
    int at = 0;
    for (Named one : named) {
      for (; at < one.start(); at++) {
        ann.press("ArrowRight");
      }
      for (; at < one.end() - 1; at++) {
        ann.press("Shift+ArrowRight");
      }
      ann.press(String.valueOf(TYPES.indexOf(one.type()) + 1));
    }
    ann.press("Enter");
    tagged.add(
        named.stream().map(one -> one.start() + "-" + one.end() + " " + one.type()).toList());
  }

  /** The spans of every stored answer, by item. */
  private static Map<String, List<String>> stored(Path workspace) throws IOException {
    Map<String, List<String>> stored = new HashMap<>();
    try (Stream<Path> files = Files.walk(workspace)) {
      for (Path file :
          files
              .filter(f -> f.toString().matches(".*(/|-)(answers|gold)/.*/\\d{4}\\.json"))
              .toList()) {
        JsonNode answer = JSON.readTree(file.toFile());
        List<String> spans = new ArrayList<>();
        for (JsonNode span : answer.at("/reply/spans")) {
          spans.add(
              span.path("start").asText()
                  + "-"
                  + span.path("end").asText()
                  + " "
                  + span.path("type").asText());
        }
        stored.put(answer.path("item").asText(), spans);
      }
    }
    return stored;
  }
}
