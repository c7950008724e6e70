package io.labelloop.portal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Goals 25 to 30: the page for everybody, on every device. */
@InABrowser
class EveryoneTest {
  static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The ways in which a page is looked at. */
  enum Sight {
    LIGHT,
    DARK,
    FORCED_COLOURS,
    NARROW,
    ZOOMED;

    Browser.NewContextOptions options() {
      Browser.NewContextOptions options =
          new Browser.NewContextOptions().setViewportSize(1280, 800);
      return switch (this) {
        case LIGHT -> options.setColorScheme(ColorScheme.LIGHT);
        case DARK -> options.setColorScheme(ColorScheme.DARK);
        case FORCED_COLOURS -> options.setForcedColors(ForcedColors.ACTIVE);
        case NARROW -> options.setViewportSize(320, 640);
        // 200 % of a window of 1280 by 800: half as many CSS pixels, each twice as large
        case ZOOMED -> options.setViewportSize(640, 400).setDeviceScaleFactor(2);
      };
    }
  }

  static List<String> violations(Page page) {
    return new AxeBuilder(page)
        .withTags(WCAG).analyze().getViolations().stream()
            .map((Rule rule) -> rule.getId() + ": " + rule.getNodes().getFirst().getHtml())
            .toList();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(Sight.class)
  void goal26_labelingPage_hasNoViolationWithAnyDialogOpen(Sight sight, Chromium chromium)
      throws IOException {
    try (PortalFake portal = new PortalFake(FakeCampaign.digits(5));
        Annotator ann = Annotator.at(chromium, portal.labeling(), sight.options())) {
      ann.answer("3");
      ann.seesAnItem();
      assertThat(violations(ann.page())).isEmpty();
      for (String key : List.of("?", "g", "x")) {
        ann.press(key);
        assertThat(violations(ann.page())).as("with the dialog of " + key).isEmpty();
        ann.press("Escape");
      }
      assertThat(
              (Boolean)
                  ann.page().evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
          .as("no scrolling sideways")
          .isTrue();
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(Sight.class)
  void goal26_taggingPage_hasNoViolation(Sight sight, Chromium chromium) throws IOException {
    List<String> tokens = List.of("Ada", "Lovelace", "lived", "in", "London", ".");
    try (PortalFake portal = new PortalFake(FakeCampaign.tagging(tokens));
        Annotator ann = Annotator.at(chromium, portal.labeling(), sight.options())) {
      ann.seesAnItem();
      ann.press("Shift+ArrowRight", "1", "ArrowRight", "Shift+ArrowRight");
      assertThat(violations(ann.page())).isEmpty();
    }
  }

  @ParameterizedTest(name = "touch: {0}")
  @ValueSource(booleans = {false, true})
  void goal26_targets_areLargeEnough(boolean touch, Chromium chromium) throws IOException {
    Browser.NewContextOptions options =
        new Browser.NewContextOptions()
            .setViewportSize(390, 844)
            .setHasTouch(touch)
            .setIsMobile(touch);
    try (PortalFake portal = new PortalFake(FakeCampaign.digits(3));
        Annotator ann = Annotator.at(chromium, portal.labeling(), options)) {
      ann.seesAnItem();
      double smallest =
          ((Number)
                  ann.page()
                      .evaluate(
                          """
                          () => Math.min(...[...document.querySelectorAll('main button, header button')]
                              .map((button) => button.getBoundingClientRect()).map((box) => Math.min(box.width, box.height)))
                          """))
              .doubleValue();
      assertThat(smallest).isGreaterThanOrEqualTo(touch ? 48 : 24);
    }
  }

  @Test
  void goal26_labelsAndStates_areSpokenAndNeverOnlyColour(Chromium chromium) throws IOException {
    FakeCampaign tagging = FakeCampaign.tagging(List.of("Ada", "lives", "in", "Rome"));
    try (PortalFake portal = new PortalFake(tagging);
        Annotator ann = Annotator.at(chromium, portal.labeling())) {
      ann.seesAnItem();
      ann.press("1");
      assertThat(ann.page().locator("#say")).hasText("Ada: PER");
      assertThat(ann.page().locator("main"))
          .matchesAriaSnapshot(
              """
              - heading "Tag people and places."
              - article "Tag people and places.":
                - listbox "Text to tag, token by token":
                  - option "Ada, PER"
                  - option "lives"
                  - option "in"
                  - option "Rome"
              - group "Answers":
                - button "PER"
                - button "LOC"
              """);
    }
  }

  @Test
  void goal27_phone_classifiesWithOneThumb(Chromium chromium) throws IOException {
    Browser.NewContextOptions phone =
        new Browser.NewContextOptions()
            .setViewportSize(390, 844)
            .setHasTouch(true)
            .setIsMobile(true);
    try (PortalFake portal = new PortalFake(FakeCampaign.digits(4));
        Annotator ann = Annotator.at(chromium, portal.labeling(), phone)) {
      for (int digit : List.of(0, 9, 4)) {
        ann.seesAnItem();
        // the answers stand in the lower half of the screen
        assertThat(ann.answers().nth(digit).boundingBox().y).isBetween(422.0, 844.0);
        ann.answers().nth(digit).tap();
      }
      ann.waitsUntil(() -> portal.labels().equals(List.of("0", "9", "4")));
      assertThat(portal.stored().getFirst().at("/meta/input").asText()).isEqualTo("touch");
    }
  }

  @Test
  void goal28_everyRequest_goesToThePortalAndTheFirstLoadIsSmall(Chromium chromium)
      throws IOException {
    ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
    try (PortalFake portal = new PortalFake(FakeCampaign.digits(4));
        Annotator ann = Annotator.at(chromium, "about:blank")) {
      ann.page().onRequest(request -> asked.add(request.url()));
      ann.page().navigate(portal.labeling());
      ann.seesAnItem();
      assertThat(asked).hasSizeGreaterThan(10).allMatch(url -> url.startsWith(portal.url()));
      // uncompressed, and still below what is allowed compressed
      long bytes =
          ((Number)
                  ann.page()
                      .evaluate(
                          "() => performance.getEntries().reduce((sum, entry) => sum + (entry.encodedBodySize ?? 0), 0)"))
              .longValue();
      assertThat(bytes).isBetween(20_000L, 150_000L);
    }
  }

  @Test
  void goal30_table_hasNamesAndUnits(Chromium chromium) throws IOException {
    JsonNode table =
        JSON.readTree(
            """
            {"kind": "table", "rows": [{"name": "petal length", "value": 1.4, "unit": "cm"}, {"name": "leaves", "value": 12}]}
            """);
    FakeCampaign flowers =
        FakeCampaign.of(
            "classification", "Which flower?", List.of("setosa", "virginica"), List.of(table));
    try (PortalFake portal = new PortalFake(flowers);
        Annotator ann = Annotator.at(chromium, portal.labeling())) {
      ann.seesAnItem();
      assertThat(ann.page().locator(".values"))
          .matchesAriaSnapshot(
              """
              - table:
                - rowgroup:
                  - row "Column Value Unit"
                - rowgroup:
                  - row "petal length 1.4 cm"
                  - row "leaves 12"
              """);
    }
  }

  @Test
  void goal30_picture_isSharpZoomsByKeyAndHasAWordForIt(Chromium chromium) throws IOException {
    try (PortalFake portal = new PortalFake(FakeCampaign.digits(2));
        Annotator ann = Annotator.at(chromium, portal.labeling())) {
      ann.seesAnItem();
      double before = ann.page().locator("canvas").boundingBox().width;
      ann.press("z");
      assertThat(ann.page().locator("canvas").boundingBox().width).isGreaterThan(before * 1.3);
      assertThat(ann.page().locator("canvas")).hasCSS("image-rendering", "pixelated");
      assertThat(ann.page().locator("canvas")).hasAccessibleName("Picture of 8 by 8 points");
    }
  }

  @Test
  void goal30_expiredPictureLink_isRenewedByItself(Chromium chromium) throws IOException {
    JsonNode picture =
        JSON.readTree(
            """
            {"kind": "image", "src": "/images/expired.png", "alt": "a red square"}
            """);
    FakeCampaign pictures =
        FakeCampaign.of(
            "classification", "Which colour?", List.of("red", "blue"), List.of(picture));
    try (PortalFake portal = new PortalFake(pictures);
        Annotator ann = Annotator.at(chromium, "about:blank")) {
      portal.renewPictures("/portal/icon.svg");
      ann.page().navigate(portal.labeling());
      ann.seesAnItem();
      assertThat(ann.page().locator("#item img")).hasAttribute("src", "/portal/icon.svg");
      assertThat(ann.page().locator("#item img")).hasAccessibleName("a red square");
      ann.page().waitForFunction("() => document.querySelector('#item img').naturalWidth > 0");
    }
  }
}
