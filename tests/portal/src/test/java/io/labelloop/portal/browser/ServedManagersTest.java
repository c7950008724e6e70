package io.labelloop.portal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manager's pages with the real server and a campaign that runs. */
@InABrowser
class ServedManagersTest {
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
  void goal31_managersFigures_equalARecount(Chromium chromium)
      throws IOException, InterruptedException {
    try (Annotator ann = served.joined(chromium, "Ann counted");
        Annotator boss = Annotator.at(chromium, served.invite("manager", 1))) {
      ann.press("1");
      ann.answer("2");
      ann.answer("s");
      ann.seesAnItem();
      ann.press("x", "1");
      ann.waitsUntil(() -> served.exported("Ann counted").size() == 4);
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
    // two people answer everything that they get differently, until one item has both answers;
    // others of this class may have come to differ, too
    Optional<String> item = Optional.empty();
    try (PortalClient one =
            PortalClient.joined(served.campaign(), served.campaign().invitation(), "Zoe blind");
        PortalClient two =
            PortalClient.joined(served.campaign(), served.campaign().invitation(), "Yan blind")) {
      for (int i = 0; i < 40 && item.isEmpty(); i++) {
        answerNext(one, "3");
        answerNext(two, "8");
        item = disputed(Set.of("3", "8"));
      }
    }
    try (Annotator boss = Annotator.at(chromium, served.invite("manager", 1))) {
      boss.page().waitForURL("**/manage");
      boss.page().navigate(served.campaign().url() + "c/digits/manage/disputes");
      Locator first =
          boss.page()
              .locator("[data-dispute]", new Page.LocatorOptions().setHasText(item.orElseThrow()));
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
      assertThat(decided).not().containsText("undefined");
      assertThat(boss.complaints()).isEmpty();
    }
  }

  private static void answerNext(PortalClient person, String label)
      throws IOException, InterruptedException {
    JsonNode items =
        person.json("POST", ServedDigits.api("/next"), "{\"have\":[],\"want\":1}").path("items");
    if (!items.isEmpty()) {
      String path = ServedDigits.api("/answers/" + items.get(0).path("assignment").asText());
      person.send(
          "PUT", path, "{\"id\":\"x\",\"revision\":1,\"answer\":{\"label\":\"" + label + "\"}}");
    }
  }

  /** An item that was answered with just these labels. */
  private Optional<String> disputed(Set<String> labels) throws IOException, InterruptedException {
    for (JsonNode dispute :
        served.manager().json(ServedDigits.api("/manage/disputes")).path("disputes")) {
      var given = new TreeSet<String>();
      dispute.path("answers").forEach(said -> given.add(said.at("/answer/label").asText()));
      if (given.equals(labels)) {
        return Optional.of(dispute.path("item").asText());
      }
    }
    return Optional.empty();
  }

  @Test
  void goal32_invitation_countsItsUsesAndIsRevokedAtOnce(Chromium chromium)
      throws IOException, InterruptedException {
    try (Annotator boss = Annotator.at(chromium, served.invite("manager", 1))) {
      boss.page().waitForURL("**/manage");
      boss.page().navigate(served.campaign().url() + "c/digits/manage/invitations");
      boss.page().locator("#note").fill("one <b>friend</b>");
      boss.page().locator("#maxUses").fill("1");
      boss.page().locator("#content form button").click();
      String link = boss.page().locator("#link").inputValue();
      try (PortalClient friend = PortalClient.joined(served.campaign(), link, "friend")) {
        assertThat(PortalClient.stranger(served.campaign()).join(link, "second").body())
            .contains("code-used-up");
        assertThat(friend.get(ServedDigits.api("/session")).statusCode()).isEqualTo(200);
        Locator row =
            boss.page()
                .locator("tbody tr", new Page.LocatorOptions().setHasText("one <b>friend</b>"));
        boss.agreesOnce();
        row.locator("button").click();
        assertThat(row.locator(".state")).hasText("revoked");
        HttpResponse<String> after = friend.get(ServedDigits.api("/session"));
        assertThat(after.statusCode()).isIn(401, 404);
      }
      assertThat(boss.complaints()).isEmpty();
    }
  }

  @Test
  void goal33_export_isTheSameTwiceAndHasALineForEachRevision(Chromium chromium)
      throws IOException, InterruptedException {
    try (Annotator ann = served.joined(chromium, "Ann exported")) {
      ann.press("4");
      ann.waitsUntil(() -> served.exported("Ann exported").size() == 1);
    }
    String once = served.manager().get(ServedDigits.api("/manage/export.jsonl")).body();
    assertThat(served.manager().get(ServedDigits.api("/manage/export.jsonl")).body())
        .isEqualTo(once)
        .isNotEmpty();
    HttpResponse<String> csv = served.manager().get(ServedDigits.api("/manage/export.csv"));
    assertThat(csv.headers().firstValue("Content-Disposition"))
        .hasValueSatisfying(value -> assertThat(value).contains("attachment"));
    // a line for each revision, and the names of the columns
    assertThat(csv.body().lines().count()).isEqualTo(once.lines().count() + 1);
    try (Annotator boss = Annotator.at(chromium, served.invite("manager", 1))) {
      boss.page().waitForURL("**/manage");
      boss.page().locator("nav a", new Page.LocatorOptions().setHasText("Export")).click();
      // CoNLL is for sentences
      assertThat(boss.page().locator(".downloads a")).hasText(new String[] {"JSON Lines", "CSV"});
      assertThat(downloaded(boss, "JSON Lines"))
          .isEqualTo(served.manager().get(ServedDigits.api("/manage/export.jsonl")).body());
      assertThat(downloaded(boss, "CSV")).startsWith("type,job,item,annotator,");
    }
  }

  private static String downloaded(Annotator boss, String button) throws IOException {
    Locator link =
        boss.page().locator(".downloads a", new Page.LocatorOptions().setHasText(button));
    Download download = boss.page().waitForDownload(link::click);
    assertThat(download.suggestedFilename()).startsWith("answers.");
    return Files.readString(download.path());
  }

  @Test
  void goal20_guidelinesThatAManagerChanges_areThereWithTheNextItem(Chromium chromium)
      throws IOException, InterruptedException {
    try (Annotator ann = served.joined(chromium, "Ann guided");
        Annotator boss = Annotator.at(chromium, served.invite("manager", 1))) {
      assertThat(ann.page().locator("#short")).hasText("What was written?");
      boss.page().waitForURL("**/manage");
      boss.page().locator("nav a", new Page.LocatorOptions().setHasText("Guidelines")).click();
      assertThat(boss.page().locator("#short")).hasValue("What was written?");
      boss.page().locator("#short").fill("A one may have a <b>foot</b>.");
      boss.page()
          .locator("#full")
          .fill("# New\n\n<img src=x onerror=alert(1)> *Look* [here](javascript:alert(2))");
      boss.page().locator("#guidelines-form button.primary").click();
      assertThat(boss.page().locator("#saved")).hasText("Published.");
      assertThat(boss.page().locator("#preview em")).hasText("Look");
      assertThat(boss.page().locator("#preview img, #preview a[href^=javascript]")).hasCount(0);
      assertThat(boss.page().locator("tbody tr")).hasCount(2);
      // what the page asks for with its answers brings the new version
      ann.page().waitForTimeout(2_100);
      ann.answer("1");
      assertThat(ann.page().locator("#short")).hasText("A one may have a <b>foot</b>.");
      assertThat(ann.banner("guidelines")).containsText("The guidelines have changed.");
      // somebody else's version is not written over unseen
      String stale = "{\"short\": \"mine\", \"full\": \"\", \"version\": \"older\"}";
      assertThat(
              served
                  .manager()
                  .send("PUT", ServedDigits.api("/manage/guidelines"), stale)
                  .statusCode())
          .isEqualTo(409);
      assertThat(boss.complaints()).isEmpty();
      assertThat(ann.complaints()).isEmpty();
    }
  }
}
