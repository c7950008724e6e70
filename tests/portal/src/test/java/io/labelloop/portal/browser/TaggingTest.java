package io.labelloop.portal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Goals 23 to 25: tagging entities, in every script and with every device. */
@InABrowser
class TaggingTest {
  private static final List<String> SENTENCE =
      List.of(
          ("Yesterday Ada Lovelace met Charles Babbage in London and both of them wrote to Mary Somerville"
                  + " in Rome about a new engine that nobody else had seen before they came")
              .split(" "));

  /** Texts whose letters, directions or code points are hard. */
  static List<List<String>> scripts() {
    return List.of(
        List.of("زار", "أحمد", "مدينة", "القاهرة", "2024"),
        List.of("ביקר", "דוד", "ב", "Google", "Israel", "ביום", "שני"),
        List.of("我", "在", "北京", "見", "到", "王", "小明"),
        List.of("👩‍👩‍👧‍👦", "Zoë", "e\u0301te\u0301", "𝒜da", "🏳️‍🌈", "नमस्ते"));
  }

  @Test
  void goal23_thirtyTokens_areTaggedByTheKeyboardAsByTheMouse(Chromium chromium)
      throws IOException {
    assertThat(SENTENCE).hasSize(30);
    try (PortalFake portal = new PortalFake(FakeCampaign.tagging(SENTENCE));
        Annotator ann = Annotator.at(chromium, portal.labeling())) {
      ann.seesAnItem();
      // Ada Lovelace; Charles Babbage; London; a mistake that is taken back; Mary Somerville; Rome
      ann.press("ArrowRight", "Shift+ArrowRight", "1");
      ann.press("ArrowRight", "ArrowRight", "Shift+ArrowRight", "1");
      ann.press("ArrowRight", "ArrowRight", "2", "ArrowRight", "2", "Backspace");
      for (int i = 0; i < 6; i++) {
        ann.press("ArrowRight");
      }
      ann.press("Shift+ArrowRight", "1", "ArrowRight", "ArrowRight", "2");
      ann.press("Home", "Tab", "Tab", "Tab");
      assertThat(ann.page().locator(".token.at")).hasText("London");
      ann.press("Enter");
      ann.seesAnItem();
      drag(ann, 1, 2);
      ann.answers().nth(0).click();
      drag(ann, 4, 5);
      ann.answers().nth(0).click();
      drag(ann, 7, 7);
      ann.answers().nth(1).click();
      drag(ann, 14, 15);
      ann.answers().nth(0).click();
      drag(ann, 17, 17);
      ann.answers().nth(1).click();
      ann.page().locator("#done").click();
      ann.waitsUntil(() -> portal.stored().size() == 2);
      assertThat(spans(portal, 0))
          .containsExactly("1-3 PER", "4-6 PER", "7-8 LOC", "14-16 PER", "17-18 LOC")
          .isEqualTo(spans(portal, 1));
      assertThat(ann.complaints()).isEmpty();
    }
  }

  @Test
  void goal23_tabAtTheLastSpan_leavesTheTextSoThatNobodyIsCaught(Chromium chromium)
      throws IOException {
    try (PortalFake portal = new PortalFake(FakeCampaign.tagging(SENTENCE));
        Annotator ann = Annotator.at(chromium, portal.labeling())) {
      ann.seesAnItem();
      ann.press("2", "Tab");
      assertThat(ann.answers().first()).isFocused();
    }
  }

  @Test
  void goal23_touch_tagsWithoutDragging(Chromium chromium) throws IOException {
    Browser.NewContextOptions phone =
        new Browser.NewContextOptions()
            .setViewportSize(390, 844)
            .setHasTouch(true)
            .setIsMobile(true);
    try (PortalFake portal = new PortalFake(FakeCampaign.tagging(SENTENCE));
        Annotator ann = Annotator.at(chromium, portal.labeling(), phone)) {
      ann.seesAnItem();
      Locator tokens = ann.page().locator(".token");
      tokens.nth(1).tap();
      tokens.nth(2).tap();
      ann.answers().nth(0).tap();
      ann.page().locator("#done").tap();
      ann.waitsUntil(() -> portal.stored().size() == 1);
      assertThat(spans(portal, 0)).containsExactly("1-3 PER");
      assertThat(portal.stored().getFirst().at("/meta/input").asText()).isEqualTo("touch");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scripts")
  void goal24_everyScript_comesBackByTokenIndexAndKeepsItsOrder(
      List<String> tokens, Chromium chromium) throws IOException {
    try (PortalFake portal = new PortalFake(FakeCampaign.tagging(tokens));
        Annotator ann = Annotator.at(chromium, portal.labeling())) {
      ann.seesAnItem();
      assertThat(ann.page().locator(".token")).hasText(tokens.toArray(String[]::new));
      List<Integer> before = order(ann);
      boolean rightToLeft =
          "rtl"
              .equals(
                  ann.page()
                      .locator(".tagger")
                      .evaluate("text => getComputedStyle(text).direction"));
      String next = rightToLeft ? "ArrowLeft" : "ArrowRight";
      ann.press(next, "Shift+" + next, "1", next, "2");
      assertThat(order(ann)).isEqualTo(before).isSorted();
      ann.press("Enter");
      ann.waitsUntil(() -> portal.stored().size() == 1);
      assertThat(spans(portal, 0)).containsExactly("1-3 PER", "3-4 LOC");
    }
  }

  @Test
  void goal24_overlappingTags_cannotBeMade(Chromium chromium) throws IOException {
    try (PortalFake portal = new PortalFake(FakeCampaign.tagging(SENTENCE));
        Annotator ann = Annotator.at(chromium, portal.labeling())) {
      ann.seesAnItem();
      ann.press("Shift+ArrowRight", "Shift+ArrowRight", "1");
      ann.press("ArrowLeft", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "2");
      ann.press("Enter");
      ann.waitsUntil(() -> portal.stored().size() == 1);
      assertThat(spans(portal, 0)).containsExactly("2-5 LOC");
    }
  }

  /** The tokens' numbers in the order in which a reader of this direction meets them. */
  @SuppressWarnings("unchecked")
  private static List<Integer> order(Annotator ann) {
    return (List<Integer>)
        ann.page()
            .evaluate(
                """
                () => {
                  const sign = getComputedStyle(document.querySelector('.tagger')).direction === 'rtl' ? -1 : 1;
                  const boxes = [...document.querySelectorAll('.token')].map((token, index) => ({ index, box: token.getBoundingClientRect() }));
                  boxes.sort((a, b) => Math.abs(a.box.bottom - b.box.bottom) > 20 ? a.box.bottom - b.box.bottom : sign * (a.box.left - b.box.left));
                  return boxes.map(({ index }) => index);
                }
                """);
  }

  private static void drag(Annotator ann, int first, int last) {
    Locator tokens = ann.page().locator(".token");
    BoundingBox from = tokens.nth(first).boundingBox();
    BoundingBox to = tokens.nth(last).boundingBox();
    ann.page().mouse().move(from.x + from.width / 2, from.y + from.height / 2);
    ann.page().mouse().down();
    ann.page().mouse().move(to.x + to.width / 2, to.y + to.height / 2);
    ann.page().mouse().up();
  }

  private static List<String> spans(PortalFake portal, int answer) {
    List<String> spans = new ArrayList<>();
    for (JsonNode span : portal.stored().get(answer).at("/answer/spans")) {
      spans.add(
          span.path("start").asInt()
              + "-"
              + span.path("end").asInt()
              + " "
              + span.path("type").asText());
    }
    return spans;
  }
}
