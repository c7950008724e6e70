package io.labelloop.portal.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Response;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goals 17, 22 and 30 with the real server: a campaign of pictures that lie beside its pool, some
 * of them hidden gold items.
 */
@InABrowser
class HiddenGoldTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int POOL = 30;
  private static final int GOLD = 6;
  private static final int ANSWERS = 14;

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static ServedCampaign campaign;

  /** A pool of pictures; the gold ones differ from the others in nothing but their number. */
  private static Path write(Path directory) throws IOException {
    Path place = Files.createDirectory(directory.resolve("birds"));
    Path pool = Files.createDirectory(place.resolve("pool"));
    List<String> rows = new ArrayList<>(List.of("id,x,y,photo,caption"));
    for (int i = 0; i < POOL + GOLD; i++) {
      String name = String.format(Locale.ROOT, "p%02d", i);
      BufferedImage picture = new BufferedImage(24, 16, BufferedImage.TYPE_INT_RGB);
      for (int x = 0; x < 24; x++) {
        picture.setRGB(x, (x + i) % 16, 0xffffff);
      }
      File png = pool.resolve(name + ".png").toFile();
      ImageIO.write(picture, "png", png);
      if (i < POOL) {
        rows.add(name + "," + i + "," + (i % 7) + "," + name + ".png,picture " + name);
      }
    }
    Files.write(pool.resolve("pool.csv"), rows);
    String gold =
        IntStream.range(POOL, POOL + GOLD)
            .mapToObj(
                i ->
                    "{\"id\": \"gold-%d\", \"picture\": \"p%02d.png\", \"alt\": \"picture p%02d\", \"label\": \"%s\"}"
                        .formatted(i, i, i, i % 2 == 0 ? "a" : "b"))
            .collect(Collectors.joining(","));
    return Files.writeString(
        place.resolve("campaign.json"),
        """
        {
          "task": {"labels": ["a", "b"], "question": "Which bird?"},
          "pool": {"location": "pool/", "features": ["x", "y"], "image": {"column": "photo", "alt": "caption"}},
          "query": {"strategy": "random", "batchSize": 10, "seedSet": {"size": 24}},
          "workforce": {
            "type": "portal", "pricePerAnnotation": "0.01 USD", "annotationsPerItem": 2,
            "gold": {"share": 0.4, "items": [%s]}
          },
          "stop": {"maxRounds": 2},
          "seed": 5
        }
        """
            .formatted(gold));
  }

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    campaign = ServedCampaign.run(write(directory), directory.resolve("workspace"));
  }

  @AfterAll
  static void stop() {
    campaign.close();
  }

  /** What a person's browser gets and shows while they answer. */
  private record Seen(List<String> captions, Set<String> markup, Queue<String> heard) {}

  private static Seen works(Chromium chromium, String name) {
    Seen seen = new Seen(new ArrayList<>(), new HashSet<>(), new ConcurrentLinkedQueue<>());
    try (Annotator ann =
        Annotator.at(chromium, campaign.invitation(), new Browser.NewContextOptions())) {
      ann.page().onResponse(response -> hear(response, seen.heard()));
      ann.page().locator("#name").fill(name);
      ann.press("Enter");
      for (int i = 0; i < ANSWERS; i++) {
        ann.seesAnItem();
        ann.page()
            .waitForFunction("() => document.querySelector('#item img')?.naturalWidth === 24");
        seen.captions().add(ann.item().locator("img").getAttribute("alt"));
        String markup = ann.item().evaluate("item => item.outerHTML").toString();
        seen.markup()
            .add(
                markup
                    .replaceAll("p\\d\\d", "pNN")
                    .replaceAll("pictures/[A-Za-z0-9_-]{32}", "pictures/NAME"));
        ann.press("1");
      }
      ann.waitsUntilAllIsSaved();
      assertThat(ann.complaints()).isEmpty();
    }
    return seen;
  }

  private static void hear(Response response, Queue<String> heard) {
    if (response.ok() && response.url().matches(".*/api/birds/(next|answers/).*")) {
      heard.add(response.text());
    }
  }

  private static boolean isGold(String caption) {
    return Integer.parseInt(caption.replaceAll("\\D", "")) >= POOL;
  }

  @Test
  void goal17And22_goldPictures_lookLikeOthersAndTwoPeopleMeetTheirOwnOrder(Chromium chromium)
      throws IOException {
    Seen ann = works(chromium, "Ann");
    Seen ben = works(chromium, "Ben");
    assertThat(ann.captions()).doesNotHaveDuplicates().isNotEqualTo(ben.captions());
    // seeded; five of the first twenty are gold at least on average, and both people meet some
    assertThat(ann.captions().stream().filter(HiddenGoldTest::isGold)).hasSizeBetween(1, GOLD);
    assertThat(ben.captions().stream().filter(HiddenGoldTest::isGold)).hasSizeBetween(1, GOLD);
    assertThat(ann.markup()).as("the markup of all items but for their names").hasSize(1);
    Set<String> goldShapes = new HashSet<>();
    Set<String> otherShapes = new HashSet<>();
    for (String answer : ann.heard()) {
      assertThat(answer).doesNotContain("gold").doesNotContain("\"item\"");
      JsonNode whole = JSON.readTree(answer);
      JsonNode items = whole.has("items") ? whole.path("items") : whole.at("/next/items");
      for (JsonNode item : items) {
        boolean gold = isGold(item.at("/content/alt").asText());
        (gold ? goldShapes : otherShapes).add(shape(item).toString());
      }
    }
    // the same fields with texts of the same length, so the same size too
    assertThat(goldShapes).hasSize(1).isEqualTo(otherShapes);
  }

  /** A document with the length of its texts in their place. */
  private static JsonNode shape(JsonNode node) {
    if (node.isObject()) {
      ObjectNode object = JSON.createObjectNode();
      node.properties().forEach(field -> object.set(field.getKey(), shape(field.getValue())));
      return object;
    }
    if (node.isArray()) {
      ArrayNode array = JSON.createArrayNode();
      node.forEach(element -> array.add(shape(element)));
      return array;
    }
    // instants are written with as many digits as they need
    boolean instant = node.asText().matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
    return JSON.getNodeFactory()
        .textNode(node.getNodeType() + (instant ? " instant" : " " + node.asText().length()));
  }
}
