package io.labelloop.portal.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A person labels a digits campaign from its start to its certified end, with the keyboard alone.
 */
@InABrowser
class CampaignByKeyboardTest {
  private static final int ITEMS = 150;
  private static final long PATIENCE_NANOS = 180_000_000_000L;
  private static final double PAPER = 252;
  private static final double INK = 20;

  @Test
  void goal01_wholeCampaign_isLabeledByTheKeyboardAloneUntilItIsCertified(
      Chromium chromium, @TempDir Path directory) throws IOException, InterruptedException {
    Path file =
        ServedCampaign.digits(
            directory,
            ITEMS,
            """
            "query": {"strategy": "margin", "batchSize": 10, "seedSet": {"size": 30}},
            "workforce": {"type": "portal", "pricePerAnnotation": "0.01 USD", "annotationsPerItem": 1},
            "stop": {"accuracy": {"target": 0.3, "confidence": 0.95}, "maxRounds": 5}
            """);
    Map<List<Integer>, String> truth = truth(file.resolveSibling("digits.csv"));
    try (ServedCampaign campaign = ServedCampaign.run(file, directory.resolve("workspace"));
        Annotator ann = Annotator.at(chromium, campaign.invitation())) {
      ann.page().waitForFunction("() => document.activeElement.id === 'name'");
      ann.page().keyboard().type("Ann");
      ann.press("Enter");
      ann.seesAnItem();
      int answered = 0;
      long end = System.nanoTime() + PATIENCE_NANOS;
      while (campaign.running() && System.nanoTime() < end) {
        if (ready(ann)) {
          ann.press(Objects.requireNonNull(truth.get(shades(ann)), "an unknown picture"));
          answered++;
        } else {
          ann.page().waitForTimeout(50);
        }
      }
      assertThat(campaign.end()).isZero();
      assertThat(String.join("\n", campaign.said())).contains("certified");
      assertThat(answered).isBetween(30, ITEMS);
      assertThat(ann.complaints()).isEmpty();
    }
  }

  /** Whether an item is shown that can be answered. */
  private static boolean ready(Annotator ann) {
    return (Boolean)
        ann.page()
            .evaluate(
                """
                () => document.querySelector('#item canvas') !== null
                    && performance.now() - performance.getEntriesByName('labelloop-shown').at(-1).startTime > 130
                """);
  }

  /** What a person sees: the red part of each point. */
  private static List<Integer> shades(Annotator ann) {
    List<?> seen =
        (List<?>)
            ann.page()
                .evaluate(
                    """
                    () => Array.from(document.querySelector('#item canvas').getContext('2d').getImageData(0, 0, 8, 8).data)
                        .filter((part, index) => index % 4 === 0)
                    """);
    return seen.stream().map(part -> ((Number) part).intValue()).toList();
  }

  /** The digit of each picture, by its shades. */
  private static Map<List<Integer>, String> truth(Path pool) throws IOException {
    Map<List<Integer>, String> truth = new HashMap<>();
    for (String row : Files.readAllLines(pool).stream().skip(1).toList()) {
      List<String> fields = Arrays.asList(row.split(","));
      List<Integer> shades =
          fields.subList(1, fields.size() - 1).stream()
              .map(
                  value -> (int) Math.round(PAPER + (INK - PAPER) * Double.parseDouble(value) / 16))
              .toList();
      truth.put(shades, fields.getLast());
    }
    return truth;
  }
}
