package io.labelloop.portal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pages with the real server and a campaign that runs: signing in and answering. */
@InABrowser
class ServedPortalTest {
  @SuppressWarnings("NullAway.Init") // set before the first test
  private static ServedDigits served;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException, InterruptedException {
    served = ServedDigits.start(directory);
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @Test
  void goal01_oneKey_isOneStoredAnswer(Chromium chromium) {
    try (Annotator ann = served.joined(chromium, "Ann one")) {
      ann.press("7");
      ann.waitsUntil(() -> served.exported("Ann one").size() == 1);
      ann.waitsUntilAllIsSaved();
      assertThat(served.exported("Ann one").getFirst().at("/answer/label").asText()).isEqualTo("7");
    }
  }

  @Test
  void goal06_undoInAFreshBrowser_keepsSixRevisions(Chromium chromium) {
    try (Annotator ann = served.joined(chromium, "Ann six")) {
      ann.press("1");
      ann.answer("2");
      ann.answer("3");
      ann.waitsUntilAllIsSaved();
    }
    try (Annotator ann = Annotator.at(chromium, served.campaign().invitation())) {
      ann.page().locator("#name").fill("Ann six");
      ann.page().locator("#returning").check();
      ann.press("Enter");
      ann.seesAnItem();
      for (String answer : List.of("3", "2", "1")) {
        assertThat(ann.page().locator("#undo")).containsText(answer);
        ann.press("u");
        assertThat(ann.item()).containsText("your answer was “" + answer + "”");
        ann.seesAnItem();
      }
      ann.waitsUntil(() -> served.exported("Ann six").size() == 6);
    }
  }

  @Test
  void goal10_lostSignIn_keepsTheAnswerAndTheItem(Chromium chromium) {
    try (Annotator ann = served.joined(chromium, "Ann ten")) {
      ann.context().clearCookies();
      ann.press("5");
      assertThat(ann.page().locator("#sign-in-unsent")).containsText("One answer waits");
      // the tab still knows the invitation that it came by
      ann.page().locator("#sign-in-dialog button").click();
      ann.waitsUntil(() -> served.exported("Ann ten").size() == 1);
      ann.seesAnItem();
    }
  }

  @Test
  void goal16_nothingThatOthersAnswered_reachesAnAnnotator(Chromium chromium) {
    String secret = "only-said-by-one";
    try (Annotator first = served.joined(chromium, "Ann " + secret)) {
      first.press("x");
      first.page().locator("#note").fill(secret);
      first.page().locator("#reasons button").first().click();
      first.waitsUntilAllIsSaved();
    }
    ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();
    try (Annotator other = Annotator.at(chromium, served.campaign().invitation())) {
      other.page().onResponse(response -> heard.add(body(response)));
      other.page().locator("#name").fill("Ann other");
      other.press("Enter");
      other.seesAnItem();
      other.press("g", "Escape", "4");
      other.waitsUntilAllIsSaved();
    }
    assertThat(heard).hasSizeGreaterThan(5).noneMatch(text -> text.contains(secret));
  }

  private static String body(Response response) {
    return response.ok() && response.url().contains("/api/") ? response.text() : response.url();
  }

  @Test
  void goal28_signInGuidelinesAndProgress_workWithoutAScript(Chromium chromium) {
    Browser.NewContextOptions plain = new Browser.NewContextOptions().setJavaScriptEnabled(false);
    try (BrowserContext context = chromium.person(plain)) {
      Page page = context.newPage();
      page.navigate(served.campaign().url() + "join");
      String link = served.campaign().invitation();
      page.locator("#code").fill(link.substring(link.indexOf('#') + 1));
      page.locator("#name").fill("Ann <b>plain</b>");
      page.locator("#join button").click();
      assertThat(page.content()).contains("Labeling needs JavaScript");
      page.navigate(served.campaign().url() + "c/digits/guidelines");
      assertThat(page.locator("main")).containsText("A seven may be crossed.");
      assertThat(page.locator(".prose strong")).hasText("crossed");
      assertThat(page.locator(".prose")).containsText("<script>alert(1)</script>");
      page.navigate(served.campaign().url() + "c/digits/progress");
      assertThat(page.locator("h1")).hasText("Ann <b>plain</b>");
      page.locator("form button").click();
      assertThat(page.locator("#join")).isVisible();
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(EveryoneTest.Sight.class)
  void goal26_everyServedPage_hasNoViolation(EveryoneTest.Sight sight, Chromium chromium)
      throws IOException, InterruptedException {
    String link = served.invite("manager", 1);
    try (Annotator boss = Annotator.at(chromium, link, sight.options())) {
      boss.page().waitForURL("**/manage");
      for (String path :
          List.of(
              "c/digits/manage",
              "c/digits/manage/items?job=1",
              "c/digits/manage/disputes",
              "c/digits/manage/people",
              "c/digits/manage/guidelines",
              "c/digits/manage/invitations",
              "c/digits/manage/export",
              "c/digits/guidelines",
              "c/digits/progress",
              "join",
              "join?problem=code-expired")) {
        boss.page().navigate(served.campaign().url() + path);
        if (path.contains("/manage")) {
          boss.page().locator("#content > *, .downloads").first().waitFor();
        }
        assertThat(EveryoneTest.violations(boss.page())).as(path).isEmpty();
      }
      assertThat(boss.complaints()).isEmpty();
    }
  }
}
