package io.labelloop.portal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pages with the real server and a campaign that runs: signing in, answering, managing. */
@InABrowser
class ServedPortalTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SETTINGS =
      """
      "query": {"strategy": "random", "batchSize": 20, "seedSet": {"size": 40}},
      "workforce": {
        "type": "portal", "pricePerAnnotation": "0.01 USD", "annotationsPerItem": 2,
        "portal": {"guidelines": {"short": "What was written?", "full": "# Digits\\n\\n<script>alert(1)</script>\\n\\nA seven may be **crossed**."}}
      },
      "stop": {"maxRounds": 2}
      """;

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static ServedCampaign campaign;

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static PortalClient manager;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException, InterruptedException {
    Path file = ServedCampaign.digits(directory, 60, SETTINGS);
    campaign = ServedCampaign.run(file, directory.resolve("workspace"));
    manager = PortalClient.joined(campaign, campaign.managersLink(), "Mira");
  }

  @AfterAll
  static void stop() {
    manager.close();
    campaign.close();
  }

  private static Annotator joined(Chromium chromium, String name) {
    return joined(chromium, name, new Browser.NewContextOptions());
  }

  private static Annotator joined(Chromium chromium, String name, Browser.NewContextOptions how) {
    Annotator annotator = Annotator.at(chromium, campaign.invitation(), how);
    annotator.page().locator("#name").fill(name);
    annotator.press("Enter");
    annotator.page().waitForURL("**/c/*");
    annotator.seesAnItem();
    return annotator;
  }

  /** The stored revisions of one person, from the export. */
  private static List<JsonNode> exported(String name) {
    try {
      List<JsonNode> lines = new ArrayList<>();
      String person = "nobody";
      for (JsonNode one : manager.json(api("/manage/people")).path("people")) {
        person = one.path("name").asText().equals(name) ? one.path("person").asText() : person;
      }
      for (String line : manager.get(api("/manage/export.jsonl")).body().lines().toList()) {
        JsonNode entry = JSON.readTree(line);
        if (entry.path("annotator").asText().equals(person)) {
          lines.add(entry);
        }
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String api(String path) {
    return "/api/digits" + path;
  }

  @Test
  void goal01_oneKey_isOneStoredAnswer(Chromium chromium) {
    try (Annotator ann = joined(chromium, "Ann one")) {
      ann.press("7");
      ann.waitsUntil(() -> exported("Ann one").size() == 1);
      ann.waitsUntilAllIsSaved();
      assertThat(exported("Ann one").getFirst().at("/answer/label").asText()).isEqualTo("7");
    }
  }

  @Test
  void goal06_undoInAFreshBrowser_keepsSixRevisions(Chromium chromium) {
    try (Annotator ann = joined(chromium, "Ann six")) {
      ann.press("1");
      ann.answer("2");
      ann.answer("3");
      ann.waitsUntilAllIsSaved();
    }
    try (Annotator ann = Annotator.at(chromium, campaign.invitation())) {
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
      ann.waitsUntil(() -> exported("Ann six").size() == 6);
    }
  }

  @Test
  void goal10_lostSignIn_keepsTheAnswerAndTheItem(Chromium chromium) {
    try (Annotator ann = joined(chromium, "Ann ten")) {
      ann.context().clearCookies();
      ann.press("5");
      assertThat(ann.page().locator("#sign-in-unsent")).containsText("One answer waits");
      // the tab still knows the invitation that it came by
      ann.page().locator("#sign-in-dialog button").click();
      ann.waitsUntil(() -> exported("Ann ten").size() == 1);
      ann.seesAnItem();
    }
  }

  @Test
  void goal16_nothingThatOthersAnswered_reachesAnAnnotator(Chromium chromium) {
    String secret = "only-said-by-one";
    try (Annotator first = joined(chromium, "Ann " + secret)) {
      first.press("x");
      first.page().locator("#note").fill(secret);
      first.page().locator("#reasons button").first().click();
      first.waitsUntilAllIsSaved();
    }
    ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();
    try (Annotator other = Annotator.at(chromium, campaign.invitation())) {
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
      page.navigate(campaign.url() + "join");
      String link = campaign.invitation();
      page.locator("#code").fill(link.substring(link.indexOf('#') + 1));
      page.locator("#name").fill("Ann <b>plain</b>");
      page.locator("#join button").click();
      assertThat(page.content()).contains("Labeling needs JavaScript");
      page.navigate(campaign.url() + "c/digits/guidelines");
      assertThat(page.locator("main")).containsText("A seven may be crossed.");
      assertThat(page.locator(".prose strong")).hasText("crossed");
      assertThat(page.locator(".prose")).containsText("<script>alert(1)</script>");
      page.navigate(campaign.url() + "c/digits/progress");
      assertThat(page.locator("h1")).hasText("Ann <b>plain</b>");
      page.locator("form button").click();
      assertThat(page.locator("#join")).isVisible();
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(EveryoneTest.Sight.class)
  void goal26_everyServedPage_hasNoViolation(EveryoneTest.Sight sight, Chromium chromium)
      throws IOException, InterruptedException {
    String link = invite("manager", 1);
    try (Annotator boss = Annotator.at(chromium, link, sight.options())) {
      boss.page().waitForURL("**/manage");
      for (String path :
          List.of(
              "c/digits/manage",
              "c/digits/manage/items?job=1",
              "c/digits/manage/disputes",
              "c/digits/manage/people",
              "c/digits/manage/invitations",
              "c/digits/manage/export",
              "c/digits/guidelines",
              "c/digits/progress",
              "join",
              "join?problem=code-expired")) {
        boss.page().navigate(campaign.url() + path);
        if (path.contains("/manage")) {
          boss.page().locator("#content > *, .downloads").first().waitFor();
        }
        assertThat(EveryoneTest.violations(boss.page())).as(path).isEmpty();
      }
      assertThat(boss.complaints()).isEmpty();
    }
  }

  private static String invite(String role, int uses) throws IOException, InterruptedException {
    String asked =
        "{\"role\":\"%s\",\"days\":1,\"maxUses\":%d,\"note\":\"a test\"}".formatted(role, uses);
    return manager.json("POST", api("/manage/invitations"), asked).path("link").asText();
  }

  @Test
  void goal31_managersFigures_equalARecount(Chromium chromium)
      throws IOException, InterruptedException {
    try (Annotator ann = joined(chromium, "Ann counted");
        Annotator boss = Annotator.at(chromium, invite("manager", 1))) {
      ann.press("1");
      ann.answer("2");
      ann.answer("s");
      ann.seesAnItem();
      ann.press("x", "1");
      ann.waitsUntil(() -> exported("Ann counted").size() == 4);
      boss.page().waitForURL("**/manage");
      boss.page().locator("nav a", new Page.LocatorOptions().setHasText("People")).click();
      Locator row =
          boss.page().locator("tbody tr", new Page.LocatorOptions().setHasText("Ann counted"));
      // "cannot tell" is an answer, and skipping is none
      assertThat(row.locator("td").nth(2)).hasText("3");
      assertThat(row.locator("td").nth(6)).hasText("1");
      assertThat(row.locator("td").nth(7)).hasText("1");
      boss.page().locator("thead button", new Page.LocatorOptions().setHasText("Answers")).click();
      assertThat(boss.page().locator("th[aria-sort=descending]")).hasText("Answers");
    }
  }

  @Test
  void goal31_disputes_areBlindUntilTheyAreDecided(Chromium chromium)
      throws IOException, InterruptedException {
    // two people answer everything that they get differently, until one item has both answers
    try (PortalClient one = PortalClient.joined(campaign, campaign.invitation(), "Zoe blind");
        PortalClient two = PortalClient.joined(campaign, campaign.invitation(), "Yan blind")) {
      for (int i = 0;
          i < 40 && manager.json(api("/manage/disputes")).path("disputes").isEmpty();
          i++) {
        answerNext(one, "3");
        answerNext(two, "8");
      }
    }
    try (Annotator boss = Annotator.at(chromium, invite("manager", 1))) {
      boss.page().waitForURL("**/manage");
      boss.page().navigate(campaign.url() + "c/digits/manage/disputes");
      Locator first = boss.page().locator("[data-dispute]").first();
      assertThat(first).containsText("1 person");
      assertThat(boss.page().locator("main")).not().containsText("blind");
      String dispute = first.getAttribute("data-dispute");
      first.locator("input[value='3']").check();
      first.locator("[name=reason]").fill("<i>looks</i> like a three");
      first.locator("button.primary").click();
      Locator decided = boss.page().locator("[data-dispute='" + dispute + "']");
      assertThat(decided.locator(".decided")).hasText("✓ 3");
      assertThat(decided).containsText("<i>looks</i> like a three");
      assertThat(decided).containsText("blind");
      assertThat(boss.complaints()).isEmpty();
    }
  }

  private static void answerNext(PortalClient person, String label)
      throws IOException, InterruptedException {
    JsonNode items = person.json("POST", api("/next"), "{\"have\":[],\"want\":1}").path("items");
    if (!items.isEmpty()) {
      String path = api("/answers/" + items.get(0).path("assignment").asText());
      person.send(
          "PUT", path, "{\"id\":\"x\",\"revision\":1,\"answer\":{\"label\":\"" + label + "\"}}");
    }
  }

  @Test
  void goal32_invitation_countsItsUsesAndIsRevokedAtOnce(Chromium chromium)
      throws IOException, InterruptedException {
    try (Annotator boss = Annotator.at(chromium, invite("manager", 1))) {
      boss.page().waitForURL("**/manage");
      boss.page().navigate(campaign.url() + "c/digits/manage/invitations");
      boss.page().locator("#note").fill("one <b>friend</b>");
      boss.page().locator("#maxUses").fill("1");
      boss.page().locator("#content form button").click();
      String link = boss.page().locator("#link").inputValue();
      try (PortalClient friend = PortalClient.joined(campaign, link, "friend")) {
        assertThat(PortalClient.stranger(campaign).join(link, "second").body())
            .contains("code-used-up");
        assertThat(friend.get(api("/session")).statusCode()).isEqualTo(200);
        Locator row =
            boss.page()
                .locator("tbody tr", new Page.LocatorOptions().setHasText("one <b>friend</b>"));
        boss.agreesOnce();
        row.locator("button").click();
        assertThat(row.locator(".state")).hasText("revoked");
        HttpResponse<String> after = friend.get(api("/session"));
        assertThat(after.statusCode()).isIn(401, 404);
      }
      assertThat(boss.complaints()).isEmpty();
    }
  }

  @Test
  void goal33_export_isTheSameTwiceAndHasALineForEachRevision(Chromium chromium)
      throws IOException, InterruptedException {
    try (Annotator ann = joined(chromium, "Ann exported")) {
      ann.press("4");
      ann.waitsUntil(() -> exported("Ann exported").size() == 1);
    }
    String once = manager.get(api("/manage/export.jsonl")).body();
    assertThat(manager.get(api("/manage/export.jsonl")).body()).isEqualTo(once).isNotEmpty();
    HttpResponse<String> csv = manager.get(api("/manage/export.csv"));
    assertThat(csv.headers().firstValue("Content-Disposition"))
        .hasValueSatisfying(value -> assertThat(value).contains("attachment"));
    // a line for each revision, and the names of the columns
    assertThat(csv.body().lines().count()).isEqualTo(once.lines().count() + 1);
  }
}
