package io.labelloop.tests.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.labelloop.tests.localstack.PortalBrowser.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The packaged portal under AWS's runtime interface client: requests are an HTTP API's events, the
 * store is LocalStack's S3.
 */
class PortalFunctionTest {
  private static PortalCampaigns campaigns;
  private static ServedPortal portal;

  @BeforeAll
  static void serve() {
    campaigns = PortalCampaigns.shared();
    portal = campaigns.served();
  }

  private static JsonNode firstItem(PortalBrowser annotator) {
    Page next = annotator.send("POST", "/api/birds/next", "{\"want\": 1}");
    assertThat(next.status()).as(next.text()).isEqualTo(200);
    return next.json().at("/items/0");
  }

  private static String answer(String assignment) {
    return "/api/birds/answers/" + assignment;
  }

  @Test
  void request_ofSomebodyWhoIsNotSignedIn_isSentToTheIssuerOrRefused() {
    PortalBrowser stranger = portal.stranger();
    Page page = stranger.get("/c/birds/manage");
    assertThat(page.status()).isEqualTo(303);
    assertThat(page.location().toString())
        .isEqualTo(PortalBrowser.ADDRESS + "/sign-in?next=%2Fc%2Fbirds%2Fmanage");
    assertThat(stranger.get("/").location().getPath()).isEqualTo("/sign-in");
    assertThat(stranger.get("/join").location().getPath()).isEqualTo("/sign-in");
    assertThat(stranger.toIssuer("/c/birds").toString())
        .startsWith(portal.issuer().issuer() + "/authorize?");

    Page api = stranger.send("POST", "/api/birds/next", "{}");
    assertThat(api.status()).isEqualTo(401);
    assertThat(api.json().path("error").asText()).isEqualTo("signed-out");
  }

  @Test
  void request_amongTheRoutesOfAnotherRoleOrCampaign_isRefused() {
    PortalBrowser annotator = portal.signedIn("Ida", "birds", "labelloop-annotators-birds");
    assertThat(annotator.get("/api/birds/session").status()).isEqualTo(200);
    assertThat(annotator.get("/api/bees/session").status()).isEqualTo(401);
    Page other = annotator.get("/c/bees");
    assertThat(other.status()).isEqualTo(404);
    assertThat(other.text()).contains("There is no such campaign for you", "labelloop-annotators");
    // whether there is one cannot be told
    assertThat(annotator.get("/c/wasps").text()).isEqualTo(other.text());
    assertThat(annotator.get("/api/birds/manage/overview").status()).isEqualTo(403);
    assertThat(annotator.get("/c/birds/manage").status()).isEqualTo(403);
    assertThat(annotator.get("/c/..%2f..%2fstate").status()).isIn(400, 404);

    PortalBrowser manager = portal.signedIn("Max", "bees", "labelloop-managers-bees");
    assertThat(manager.get("/api/bees/manage/overview").status()).isEqualTo(200);
    assertThat(manager.get("/api/birds/manage/overview").status()).isEqualTo(401);
  }

  @Test
  void page_ofAnAnnotator_isServedWithEverythingThatItLoads() throws IOException {
    PortalBrowser annotator = portal.signedIn("Ann", "birds", "labelloop-annotators");
    Page page = annotator.get("/c/birds");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("content-type")).isEqualTo("text/html;charset=UTF-8");
    assertThat(page.header("content-security-policy")).contains("default-src 'none'", "'self'");
    assertThat(page.header("cache-control")).isEqualTo("no-store");
    assertThat(page.text())
        .contains("href=\"/sign-in?next=%2Fc%2Fbirds\"")
        .doesNotContain("Invitation");
    Path sources =
        LocalStackServer.root()
            .resolve("shared/portal-web/src/main/resources/META-INF/resources/portal");
    var loaded =
        java.util.regex.Pattern.compile("(?:src|href)=\"/portal/([^\"]+)\"")
            .matcher(page.text())
            .results()
            .map(found -> found.group(1))
            .toList();
    // files lie in a folder that is named after their content
    assertThat(loaded.stream().map(PortalFunctionTest::withoutVersion))
        .contains("label.js", "portal.css", "icon.svg", "outbox.js");
    for (String name : loaded) {
      Page file = annotator.get("/portal/" + name);
      assertThat(file.status()).as(name).isEqualTo(200);
      assertThat(file.header("x-content-type-options")).isEqualTo("nosniff");
      assertThat(file.body())
          .as(name)
          .isEqualTo(Files.readAllBytes(sources.resolve(withoutVersion(name))));
    }
    assertThat(annotator.get("/portal/label.js").header("content-type")).contains("javascript");
    assertThat(annotator.get("/portal/nothing.js").status()).isEqualTo(404);
    assertThat(annotator.get("/c/birds/guidelines").text())
        .contains("&lt;script&gt;")
        .doesNotContain("<script>alert");
  }

  @ParameterizedTest(name = "body in base64: {0}")
  @ValueSource(booleans = {false, true})
  void answer_ofAnAnnotator_isStoredOnce(boolean base64) {
    PortalBrowser annotator =
        portal.signedIn("Bea" + base64, "birds", "labelloop-annotators", "elsewhere");
    String assignment = firstItem(annotator).path("assignment").asText();
    var event =
        annotator.event(
            "PUT",
            answer(assignment),
            Map.of("origin", PortalBrowser.ADDRESS, "content-type", "application/json"),
            Optional.of("{\"revision\": 1, \"answer\": {\"label\": \"a\"}, \"id\": \"send-1\"}"));
    int before = stored();
    Page first = annotator.answered(base64 ? PortalBrowser.inBase64(event) : event);
    assertThat(first.status()).as(first.text()).isEqualTo(200);
    assertThat(first.json().path("standing").asText()).isEqualTo("counts");
    assertThat(annotator.answered(event).json().path("replayed").asBoolean()).isTrue();
    assertThat(stored()).isEqualTo(before + 1);
  }

  private static int stored() {
    return campaigns.objects().list("campaigns/birds/rounds/0001/jobs/1/answers/").size();
  }

  @Test
  void answer_thatIsTooLarge_isRefusedAndNotStored() {
    PortalBrowser annotator = portal.signedIn("Cid", "birds", "labelloop-annotators");
    String assignment = firstItem(annotator).path("assignment").asText();
    int before = stored();
    Page refused =
        annotator.send(
            "PUT",
            answer(assignment),
            "{\"answer\": {\"label\": \"a\"}, \"id\": \"" + "x".repeat(70_000) + "\"}");
    assertThat(refused.status()).isEqualTo(413);
    assertThat(stored()).isEqualTo(before);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "origin, https://evil.example",
    "origin, null",
    "origin, http://a1b2c3d4e5.execute-api.us-east-1.amazonaws.com",
    "host, evil.example"
  })
  void request_thatComesFromElsewhere_isRefused(String header, String value) {
    PortalBrowser annotator = portal.signedIn("Dan", "birds", "labelloop-annotators");
    Map<String, String> headers =
        header.equals("host")
            ? Map.of("host", value, "origin", "https://" + value)
            : Map.of(header, value);
    assertThat(annotator.send("POST", "/api/birds/next", headers, Optional.of("{}")).status())
        .isEqualTo(403);
    assertThat(annotator.send("POST", "/api/birds/next", Map.of(), Optional.of("{}")).status())
        .isEqualTo(403);
  }

  @Test
  void page_ofAManager_hasFiguresAndExportsAndInvitesNobody() {
    PortalBrowser annotator = portal.signedIn("Eve", "bees", "labelloop-annotators");
    String assignment =
        annotator
            .send("POST", "/api/bees/next", "{\"want\": 1}")
            .json()
            .at("/items/0/assignment")
            .asText();
    assertThat(
            annotator
                .send(
                    "PUT",
                    "/api/bees/answers/" + assignment,
                    "{\"revision\": 1, \"answer\": {\"label\": \"b\"}}")
                .status())
        .isEqualTo(200);

    PortalBrowser manager = portal.signedIn("Mia", "bees", "labelloop-managers");
    assertThat(manager.get("/c/bees/manage").text())
        .contains("Disputes", "Export")
        .doesNotContain("Invitations");
    assertThat(manager.get("/c/bees/manage/invitations").status()).isEqualTo(404);
    Page invited = manager.send("POST", "/api/bees/manage/invitations", "{}");
    assertThat(invited.status()).isEqualTo(409);
    assertThat(invited.json().path("error").asText()).isEqualTo("invited-elsewhere");
    assertThat(invited.json().path("message").asText())
        .contains("the group labelloop-annotators-bees, or labelloop-annotators for all")
        .endsWith("then send them " + PortalBrowser.ADDRESS + "/c/bees");
    assertThat(campaigns.objects().list("campaigns/bees/portal/invitations/")).isEmpty();
    assertThat(manager.get("/api/bees/manage/people").text()).contains("\"Eve\"");
    Page export = manager.get("/api/bees/manage/export.jsonl");
    assertThat(export.status()).isEqualTo(200);
    assertThat(export.text().lines()).anyMatch(line -> line.contains("\"b\""));
    Page join =
        manager.send(
            "POST",
            "/join",
            Map.of(
                "origin",
                PortalBrowser.ADDRESS,
                "content-type",
                "application/x-www-form-urlencoded"),
            Optional.of("code=bees.aaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa&name=Eve"));
    assertThat(join.status()).isEqualTo(404);
  }

  @Test
  void keys_thatTheFunctionWrote_areThoseThatItMayWrite() {
    PortalBrowser annotator = portal.signedIn("Gil", "bees", "labelloop-annotators");
    assertThat(annotator.send("POST", "/api/bees/next", "{\"want\": 1}").status()).isEqualTo(200);
    List<String> keys =
        campaigns.objects().list("campaigns/bees/").stream()
            .map(object -> object.key())
            .filter(key -> !key.startsWith("campaigns/bees/state/"))
            .toList();
    assertThat(keys).anyMatch(key -> key.contains("/portal/people/")).hasSizeGreaterThan(4);
    List<java.util.regex.Pattern> allowed = PortalTemplateTest.mayWrite();
    assertThat(keys).allMatch(key -> allowed.stream().anyMatch(p -> p.matcher(key).matches()));
  }

  @Test
  void home_ofSomebodyWhoIsSignedIn_leadsToACampaign() {
    PortalBrowser annotator = portal.signedIn("<i>Fay</i>", "birds", "labelloop-annotators");
    assertThat(annotator.get("/").text()).contains("Which campaign?", "&lt;i&gt;Fay");
    assertThat(annotator.get("/?campaign=birds").location().getPath()).isEqualTo("/c/birds");
    assertThat(annotator.get("/?campaign=..%2F").text()).contains("lower-case letters");
  }

  @Test
  void function_withoutItsSettings_doesNotStartAndNamesThemAll(@TempDir Path folder)
      throws IOException {
    try (var function =
        new FunctionProcess(
            ServedPortal.ZIP,
            folder,
            ServedPortal.HANDLER,
            512,
            ServedPortal.environment(
                LocalStackServer.shared(),
                Map.of(
                    "LABELLOOP_BUCKET", "b",
                    "LABELLOOP_OIDC_ISSUER", "http://issuer.example")))) {
      assertThat(function.isRunning()).isFalse();
      assertThat(function.log())
          .contains(
              List.of(
                  "LABELLOOP_PORTAL_ADDRESS is missing",
                  "LABELLOOP_PORTAL_SECRET is missing",
                  "LABELLOOP_OIDC_CLIENT is missing",
                  "LABELLOOP_OIDC_ISSUER must be an https address"));
    }
  }

  private static String withoutVersion(String name) {
    return name.replaceFirst("^v-[0-9a-f]+/", "");
  }
}
