package io.labelloop.portal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts that attack a page are shown as what they are: text. */
@InABrowser
class HostileContentTest {
  static List<String> attacks() {
    return List.of(
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "\"><svg/onload=alert(1)>",
        "' autofocus onfocus=alert(1) x='",
        "javascript:alert(1)",
        "<a href=\"javascript:alert(1)\">x</a>",
        "{{constructor.constructor('alert(1)')()}} ${alert(1)} {#each} {alert}",
        "</textarea></title><iframe srcdoc=\"<script>parent.alert(1)</script>\">",
        "\u202Egnp.exe\u202C \u2066abc\u2069 \u200Bzero\u200B",
        "=cmd|'/c calc'!A1",
        "line one\nline two\r\n\tindented",
        "<style>*{display:none}</style>",
        "a\u0000b\uFFFFc &lt;b&gt; &#60;");
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("attacks")
  void goal25_attackInEveryShownField_isTextAndNothingElse(String attack, Chromium chromium)
      throws IOException {
    FakeCampaign campaign =
        FakeCampaign.texts(List.of(attack, "fine"), List.of(attack, "next")).withWords(attack);
    try (PortalFake portal = new PortalFake(campaign);
        Annotator ann = Annotator.at(chromium, portal.labeling())) {
      ann.seesAnItem();
      assertThat(ann.page().locator("#item .text").textContent()).isEqualTo(attack);
      assertThat(ann.page().locator("#question").textContent()).isEqualTo(attack);
      assertThat(ann.page().locator("#short").textContent()).isEqualTo(attack);
      assertThat(ann.page().locator(".answer .label").first().textContent()).isEqualTo(attack);
      assertThat(ann.page().locator("#item .text")).hasAttribute("dir", "auto");
      assertThat(ann.page().locator("#item .text")).hasCSS("white-space", "pre-wrap");
      ann.press("1");
      ann.seesAnItem();
      ann.press("?");
      assertThat(ann.page().locator("#label-keys th").first().textContent()).isEqualTo(attack);
      ann.press("Escape", "u");
      assertThat(ann.page().locator("#item .ribbon").textContent()).contains(attack);
      assertThat(portal.stored().getFirst().at("/answer/label").asText()).isEqualTo(attack);
      assertThat(ann.complaints()).isEmpty();
    }
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("attacks")
  void goal25_attackAsAToken_isTextAndNothingElse(String attack, Chromium chromium)
      throws IOException {
    try (PortalFake portal = new PortalFake(FakeCampaign.tagging(List.of(attack, "b")));
        Annotator ann = Annotator.at(chromium, portal.labeling())) {
      ann.seesAnItem();
      ann.press("1");
      assertThat(ann.page().locator(".token").first().textContent()).isEqualTo(attack);
      assertThat(ann.page().locator(".token.tagged")).hasCount(1);
      assertThat(ann.complaints()).isEmpty();
    }
  }
}
