package io.labelloop.portal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Goals 1 to 5: speed, and keys that do what stands on them. */
@InABrowser
class KeysTest {
  private static final List<String> LABELS =
      IntStream.rangeClosed(1, 12).mapToObj(i -> "label " + i).toList();

  private static final String MILLIS_FROM_KEY_TO_PAINT =
      """
      () => {
        const painted = performance.getEntriesByName('labelloop-painted').map((mark) => mark.startTime);
        return performance.getEntriesByName('labelloop-key')
            .map((key) => painted.find((time) => time > key.startTime) - key.startTime);
      }
      """;

  private static final String MILLIS_OF_TWO_FRAMES =
      """
      () => new Promise((done) => {
        const start = performance.now();
        requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
      })
      """;

  @Test
  void goal01_oneKeyPress_storesOneAnswerAndFocusesTheNextItem(Chromium chromium)
      throws IOException {
    try (PortalFake portal = new PortalFake(FakeCampaign.texts(List.of("ham", "spam"), texts(3)));
        Annotator ann = Annotator.at(chromium, portal.labeling())) {
      ann.seesAnItem();
      assertThat(ann.answers()).hasText(new String[] {"ham1", "spam2"});
      ann.press("2");
      assertThat(ann.item()).hasText("text 1");
      assertThat(ann.item()).isFocused();
      ann.waitsUntil(() -> portal.stored().size() == 1);
      ann.waitsUntilAllIsSaved();
      assertThat(portal.labels()).containsExactly("spam");
      assertThat(ann.complaints()).isEmpty();
    }
  }

  @Test
  void goal02_nextItem_isPaintedWithin100MillisDespiteASlowServer(Chromium chromium)
      throws IOException {
    int items = 200;
    try (PortalFake portal = new PortalFake(FakeCampaign.digits(items + 1));
        Annotator ann = Annotator.at(chromium, portal.labeling())) {
      portal.slowDownBy(300);
      List<Double> frames = new ArrayList<>();
      for (int i = 0; i < items; i++) {
        ann.answer("5");
        if (i % 4 == 0) {
          frames.add(((Number) ann.page().evaluate(MILLIS_OF_TWO_FRAMES)).doubleValue());
        }
      }
      ann.seesAnItem();
      List<Double> waits =
          ((List<?>) ann.page().evaluate(MILLIS_FROM_KEY_TO_PAINT))
              .stream().map(wait -> ((Number) wait).doubleValue()).toList();
      assertThat(waits).hasSize(items);
      // Healthy: two frames, 20 to 60 ms. Failure, without items ahead: more than the server's 300.
      assertThat(quantile(waits, 0.5)).isLessThan(100);
      // A machine that does much else delays the frames of any page: then the bar is three times
      // what two frames without any work take in the same minute, which is 100 on a quiet one.
      assertThat(quantile(waits, 0.95)).isLessThan(Math.max(100, 3 * quantile(frames, 0.95)));
    }
  }

  private static double quantile(List<Double> values, double share) {
    return values.stream().sorted().toList().get((int) (values.size() * share));
  }

  @Test
  void goal03_unsentAnswers_areCountedUntilTheServerHasThem(Chromium chromium) throws IOException {
    try (PortalFake portal = new PortalFake(FakeCampaign.digits(5));
        Annotator ann = Annotator.at(chromium, portal.labeling())) {
      ann.seesAnItem();
      ann.context().setOffline(true);
      ann.answer("1");
      ann.answer("2");
      assertThat(ann.saved()).hasText("2 unsent");
      assertThat(portal.stored()).isEmpty();
      ann.context().setOffline(false);
      ann.waitsUntilAllIsSaved();
      assertThat(portal.stored()).hasSize(2);
    }
  }

  @ParameterizedTest(name = "{0} means {1}")
  @CsvSource({
    "Digit1, label 1",
    "Numpad1, label 1",
    "Digit9, label 9",
    "Digit0, label 10",
    "Numpad0, label 10",
    "KeyA, label 11",
    "KeyC, label 12"
  })
  void goal04_keys_countByTheirPlaceOnTheKeyboard(String code, String label, Chromium chromium)
      throws IOException {
    try (PortalFake portal = new PortalFake(FakeCampaign.texts(LABELS, texts(2)));
        Annotator ann = Annotator.at(chromium, portal.labeling())) {
      ann.seesAnItem();
      // an AZERTY layout sends & for the key 1
      send(ann, code, "&", false, false);
      ann.waitsUntil(() -> portal.labels().equals(List.of(label)));
    }
  }

  @Test
  void goal04_combinationsAndInputMethods_areLeftAlone(Chromium chromium) throws IOException {
    try (PortalFake portal = new PortalFake(FakeCampaign.texts(LABELS, texts(2)));
        Annotator ann = Annotator.at(chromium, portal.labeling())) {
      ann.seesAnItem();
      send(ann, "Digit1", "1", true, false);
      send(ann, "Digit1", "1", false, true);
      ann.press("x");
      ann.page().locator("#note").pressSequentially("123");
      ann.press("Escape");
      assertThat(ann.item()).hasText("text 0");
      assertThat(portal.stored()).isEmpty();
      // the same key means something again afterwards
      ann.press("3");
      ann.waitsUntil(() -> portal.labels().equals(List.of("label 3")));
    }
  }

  @Test
  void goal04_labelsThatAreDigits_haveThemselvesAsKeys(Chromium chromium) throws IOException {
    try (PortalFake portal = new PortalFake(FakeCampaign.digits(4));
        Annotator ann = Annotator.at(chromium, portal.labeling())) {
      for (String digit : List.of("0", "7", "9")) {
        ann.answer(digit);
      }
      ann.waitsUntil(() -> portal.labels().equals(List.of("0", "7", "9")));
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"s", "u", "x", "g", "?", "b"})
  void goal05_questionMark_listsEveryCommandAndEachOpensByItsKey(String key, Chromium chromium)
      throws IOException {
    try (PortalFake portal = new PortalFake(FakeCampaign.digits(3));
        Annotator ann = Annotator.at(chromium, portal.labeling())) {
      ann.answer("1");
      ann.seesAnItem();
      ann.press(key);
      switch (key) {
        case "s" -> ann.waitsUntil(() -> portal.stored().getLast().at("/answer/skip").asBoolean());
        case "u" -> assertThat(ann.item()).containsText("Again");
        default -> {
          assertThat(ann.page().locator("dialog[open]")).hasCount(1);
          if (key.equals("?")) {
            assertThat(ann.page().locator("#commands tr")).hasCount(8);
            assertThat(ann.page().locator("#label-keys tr")).hasCount(10);
          }
        }
      }
    }
  }

  @Test
  void goal05_aKeyThatIsTurnedOffOrMoved_doesNothingOrTheNewThing(Chromium chromium)
      throws IOException {
    try (PortalFake portal = new PortalFake(FakeCampaign.digits(4))) {
      try (Annotator ann = Annotator.at(chromium, portal.labeling())) {
        ann.seesAnItem();
        ann.press("?");
        Locator skip = ann.page().locator("#key-skip");
        skip.selectOption("KeyG");
        assertThat(ann.page().locator("#keys-problem")).containsText("taken");
        skip.selectOption("off");
        ann.page().locator("#key-cannotTell").selectOption("KeyN");
        ann.page().locator("#labels-on").uncheck();
        ann.waitsUntil(() -> portal.preferences().at("/keys/labels").asText().equals("off"));
        ann.press("Escape");
        ann.press("s", "1", "x");
        assertThat(ann.page().locator("dialog[open]")).hasCount(0);
        ann.press("n");
        assertThat(ann.page().locator("dialog[open]")).hasCount(1);
        assertThat(portal.stored()).isEmpty();
      }
      // kept by the server: a new browser has the same keys
      try (Annotator ann = Annotator.at(chromium, portal.labeling())) {
        ann.seesAnItem();
        assertThat(ann.page().locator("[data-command=skip] .key")).hasCount(0);
        ann.press("s", "1");
        assertThat(portal.stored()).isEmpty();
      }
    }
  }

  @Test
  void goal29_manyLabels_areFoundByTypingAndTheLastUsedComeFirst(Chromium chromium)
      throws IOException {
    List<String> labels =
        IntStream.range(0, 150).mapToObj(i -> "topic-" + (1000 + i * 37)).toList();
    try (PortalFake portal = new PortalFake(FakeCampaign.texts(labels, texts(3)));
        Annotator ann = Annotator.at(chromium, portal.labeling())) {
      ann.seesAnItem();
      Locator first = ann.page().locator("[role=option]").first();
      assertThat(first).hasText("topic-10001");
      ann.page().keyboard().type("292");
      ann.press("Enter");
      ann.waitsUntil(() -> portal.labels().equals(List.of("topic-2924")));
      ann.seesAnItem();
      assertThat(first).containsText("topic-2924");
      // the key of the first label is still its key
      assertThat(ann.page().locator("[role=option]").nth(1)).hasText("topic-10001");
      ann.press("Escape", "1");
      ann.waitsUntil(() -> portal.labels().equals(List.of("topic-2924", "topic-1000")));
    }
  }

  @Test
  void goal19_eachAnswer_carriesTimeVersionsAndInput(Chromium chromium) throws IOException {
    try (PortalFake portal = new PortalFake(FakeCampaign.digits(3));
        Annotator ann = Annotator.at(chromium, portal.labeling())) {
      ann.answer("1");
      ann.seesAnItem();
      ann.answers().nth(2).click();
      ann.waitsUntil(() -> portal.stored().size() == 2);
      JsonNode key = portal.stored().getFirst().path("meta");
      assertThat(key.path("input").asText()).isEqualTo("keyboard");
      assertThat(key.path("activeMillis").asLong()).isBetween(50L, 60_000L);
      assertThat(key.path("guidelinesVersion").asText()).isEqualTo("version-1");
      assertThat(key.path("uiVersion").asText()).isEqualTo("test");
      assertThat(portal.stored().getLast().at("/meta/input").asText()).isEqualTo("mouse");
    }
  }

  private static void send(
      Annotator ann, String code, String key, boolean control, boolean composing) {
    ann.page()
        .locator("#item")
        .evaluate(
            """
            (item, [code, key, ctrlKey, isComposing]) => item.dispatchEvent(
                new KeyboardEvent('keydown', { code, key, ctrlKey, isComposing, bubbles: true, cancelable: true }))
            """,
            List.of(code, key, control, composing));
  }

  private static List<String> texts(int count) {
    return IntStream.range(0, count).mapToObj(i -> "text " + i).toList();
  }
}
