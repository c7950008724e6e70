package io.labelloop.portal.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Makes the pictures of docs/portal.md from the running pages: {@code mvn -pl tests/portal -am
 * -Dtest=PicturesTest -Dlabelloop.pictures=$PWD/docs/images -Dsurefire.failIfNoSpecifiedTests=false
 * verify}.
 */
@InABrowser
@EnabledIfSystemProperty(named = "labelloop.pictures", matches = ".+")
class PicturesTest {
  private static final Path PLACE = Path.of(System.getProperty("labelloop.pictures", "."));
  private static final List<String> SENTENCE =
      List.of(
          "Ada",
          "Lovelace",
          "met",
          "Charles",
          "Babbage",
          "in",
          "London",
          "and",
          "wrote",
          "the",
          "first",
          "program",
          "for",
          "his",
          "Analytical",
          "Engine",
          ".");

  private static Browser.NewContextOptions screen(ColorScheme scheme) {
    return new Browser.NewContextOptions().setViewportSize(1440, 900).setColorScheme(scheme);
  }

  private static Browser.NewContextOptions phone(ColorScheme scheme) {
    return new Browser.NewContextOptions()
        .setViewportSize(390, 844)
        .setColorScheme(scheme)
        .setHasTouch(true)
        .setIsMobile(true);
  }

  private static void keep(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(PLACE.resolve(name + ".png")));
  }

  @Test
  void digits_inBothSchemesAndSizes(Chromium chromium) throws IOException {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      for (boolean small : List.of(false, true)) {
        try (PortalFake portal = new PortalFake(FakeCampaign.digits(60));
            Annotator ann =
                Annotator.at(chromium, portal.labeling(), small ? phone(scheme) : screen(scheme))) {
          for (String key : List.of("0", "1", "2", "3")) {
            ann.answer(key);
          }
          ann.seesAnItem();
          ann.waitsUntilAllIsSaved();
          keep(ann.page(), "portal-digits-" + (small ? 390 : 1440) + "-" + name(scheme));
        }
      }
    }
  }

  @Test
  void tagging_withSpans(Chromium chromium) throws IOException {
    try (PortalFake portal = new PortalFake(FakeCampaign.tagging(SENTENCE));
        Annotator ann = Annotator.at(chromium, portal.labeling(), screen(ColorScheme.LIGHT))) {
      ann.seesAnItem();
      ann.press("Shift+ArrowRight", "1", "ArrowRight", "ArrowRight", "Shift+ArrowRight", "1");
      ann.press("ArrowRight", "ArrowRight", "2", "ArrowRight", "ArrowRight");
      keep(ann.page(), "portal-tagging-1440-light");
    }
    try (PortalFake portal = new PortalFake(FakeCampaign.tagging(SENTENCE));
        Annotator ann = Annotator.at(chromium, portal.labeling(), phone(ColorScheme.DARK))) {
      ann.seesAnItem();
      ann.page().locator(".token").nth(0).tap();
      ann.page().locator(".token").nth(1).tap();
      ann.answers().first().tap();
      keep(ann.page(), "portal-tagging-390-dark");
    }
  }

  @Test
  void keys_andOffline(Chromium chromium) throws IOException {
    try (PortalFake portal = new PortalFake(FakeCampaign.digits(20));
        Annotator ann = Annotator.at(chromium, portal.labeling(), screen(ColorScheme.LIGHT))) {
      ann.seesAnItem();
      ann.press("?");
      keep(ann.page(), "portal-keys-1440-light");
      ann.press("Escape");
      ann.context().setOffline(true);
      ann.answer("0");
      ann.answer("1");
      ann.seesAnItem();
      keep(ann.page(), "portal-offline-1440-light");
    }
  }

  private static String name(ColorScheme scheme) {
    return scheme == ColorScheme.DARK ? "dark" : "light";
  }
}
