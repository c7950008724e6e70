package io.labelloop.tests.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.tests.localstack.OidcServer.Mood;
import io.labelloop.tests.localstack.PortalBrowser.Page;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in to the packaged portal at an OpenID provider, and everything that is refused. */
class PortalSignInTest {
  private static final String LOGIN = "__Host-labelloop_session";
  private static final String ATTEMPT = "__Host-labelloop_attempt";

  private static ServedPortal portal;

  @BeforeAll
  static void serve() {
    portal = PortalCampaigns.shared().served();
  }

  @AfterEach
  void right() {
    portal.issuer().mood(Mood.RIGHT);
    portal.issuer().person("ann", "Ann", List.of("labelloop-annotators"));
  }

  private static Page back(PortalBrowser browser) {
    URI back = portal.issuer().authorize(browser.toIssuer("/c/birds"));
    return browser.get(PortalBrowser.pathOf(back));
  }

  private static void refused(PortalBrowser browser, Page page, String words, String reason) {
    assertThat(page.header("content-type")).startsWith("text/html");
    assertThat(page.text()).contains(words, "href=\"/sign-in\"");
    assertThat(browser.cookies()).doesNotContainKeys(LOGIN, ATTEMPT);
    assertThat(portal.function().logged("\"reason\"").getLast())
        .isEqualTo("{\"event\":\"sign-in\",\"outcome\":\"refused\",\"reason\":\"" + reason + "\"}");
    assertThat(browser.get("/c/birds").status()).isEqualTo(303);
  }

  @Test
  void signIn_ofAPerson_isASessionOfTheirOwnThatScriptsCannotRead() {
    portal.issuer().person("zoe-1", "Zoë \u05d0", List.of("labelloop-annotators", "others"));
    PortalBrowser browser = portal.stranger();
    Page page = back(browser);
    assertThat(page.status()).as(page.text()).isEqualTo(303);
    assertThat(page.location().toString()).isEqualTo(PortalBrowser.ADDRESS + "/c/birds");
    assertThat(page.cookies())
        .hasSize(2)
        .allMatch(
            cookie ->
                cookie.contains("HttpOnly")
                    && cookie.contains("Secure")
                    && cookie.contains("SameSite=Lax")
                    && cookie.contains("Path=/")
                    && !cookie.contains("Domain"));
    assertThat(browser.cookies()).containsOnlyKeys(LOGIN);
    Page session = browser.get("/api/birds/session");
    assertThat(session.status()).isEqualTo(200);
    assertThat(session.text()).contains("Zoë \u05d0", "annotator");

    PortalBrowser again = portal.stranger();
    back(again);
    assertThat(again.get("/api/birds/session").json().path("person"))
        .isEqualTo(session.json().path("person"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "WRONG_ISSUER, token-issuer",
    "WRONG_AUDIENCE, token-audience",
    "UNSIGNED, algorithm",
    "SIGNED_WITH_THE_PUBLIC_KEY, algorithm",
    "SIGNED_WITH_ANOTHER_KEY, signature",
    "EXPIRED, token-expired",
    "NOT_YET, token-issue-time",
    "WRONG_NONCE, token-nonce",
    "NO_NONCE, token-nonce"
  })
  void signIn_withATokenThatIsNotRight_isRefused(Mood mood, String reason) {
    portal.issuer().mood(mood);
    PortalBrowser browser = portal.stranger();
    Page page = back(browser);
    assertThat(page.status()).isEqualTo(403);
    refused(browser, page, "What the sign-in service sent cannot be trusted", reason);
  }

  @Test
  void signIn_withTheStateOfAnotherAttempt_isRefused() {
    URI other = portal.issuer().authorize(portal.stranger().toIssuer("/c/birds"));
    PortalBrowser browser = portal.stranger();
    browser.toIssuer("/c/birds");
    Page page = browser.get(PortalBrowser.pathOf(other));
    assertThat(page.status()).isEqualTo(400);
    refused(browser, page, "was not begun here", "state");
  }

  @Test
  void signIn_thatThisBrowserDidNotBegin_isRefused() {
    URI other = portal.issuer().authorize(portal.stranger().toIssuer("/c/birds"));
    PortalBrowser browser = portal.stranger();
    Page page = browser.get(PortalBrowser.pathOf(other));
    assertThat(page.status()).isEqualTo(400);
    refused(browser, page, "allow this site to set cookies", "attempt-unknown");
  }

  @ParameterizedTest(name = "character {0}")
  @ValueSource(ints = {0, 40, -1})
  void signIn_withAnAttemptThatSomebodyChanged_isRefused(int at) {
    PortalBrowser browser = portal.stranger();
    URI back = portal.issuer().authorize(browser.toIssuer("/c/birds"));
    browser.cookies().computeIfPresent(ATTEMPT, (name, value) -> changed(value, at));
    refused(
        browser, browser.get(PortalBrowser.pathOf(back)), "was not begun here", "attempt-unknown");
  }

  private static String changed(String value, int at) {
    int index = Math.floorMod(at, value.length());
    char other = value.charAt(index) == 'A' ? 'B' : 'A';
    return value.substring(0, index) + other + value.substring(index + 1);
  }

  @Test
  void signIn_withACodeThatWasUsed_isRefused() {
    PortalBrowser browser = portal.stranger();
    URI back = portal.issuer().authorize(browser.toIssuer("/c/birds"));
    Map<String, String> begun = Map.copyOf(browser.cookies());
    assertThat(browser.get(PortalBrowser.pathOf(back)).status()).isEqualTo(303);

    PortalBrowser replaying = portal.stranger();
    replaying.cookies().putAll(begun);
    Page page = replaying.get(PortalBrowser.pathOf(back));
    assertThat(page.status()).isEqualTo(400);
    refused(replaying, page, "was used already", "code-refused");
  }

  @Test
  void signIn_thatTheIssuerDeclines_isRefused() {
    PortalBrowser browser = portal.stranger();
    String state = browser.toIssuer("/c/birds").getRawQuery().replaceAll(".*(state=[^&]+).*", "$1");
    Page page = browser.get("/signed-in?error=access_denied&error_description=%3Cb%3E&" + state);
    assertThat(page.status()).isEqualTo(403);
    assertThat(page.text()).doesNotContain("<b>");
    refused(browser, page, "did not let you in", "declined");
  }

  @Test
  void signIn_withAnAnswerOfAnotherIssuer_isRefused() {
    PortalBrowser browser = portal.stranger();
    URI back = portal.issuer().authorize(browser.toIssuer("/c/birds"));
    Page page =
        browser.get(PortalBrowser.pathOf(back) + "&iss=https%3A%2F%2Fanother-issuer.example");
    refused(browser, page, "cannot be trusted", "answer-issuer");
  }

  @Test
  void signIn_withoutAGroup_isRefusedWithWhomToAsk() {
    for (List<String> groups : List.of(List.<String>of(), List.of("admins", "labelloop"))) {
      portal.issuer().person("bob", "Bob", groups);
      PortalBrowser browser = portal.stranger();
      Page page = back(browser);
      assertThat(page.status()).isEqualTo(403);
      refused(browser, page, "nobody has invited you yet", "no-group");
    }
    portal.issuer().personWithoutGroups("bob");
    PortalBrowser browser = portal.stranger();
    refused(browser, back(browser), "nobody has invited you yet", "no-group");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "//evil.example/",
        "https://evil.example",
        "/\\evil.example",
        "/c/birds?x=1",
        "c/birds"
      })
  void signIn_thatIsToGoOnElsewhere_endsOnTheFirstPage(String next) {
    PortalBrowser browser = portal.stranger();
    Page start =
        browser.get(
            "/sign-in?next="
                + java.net.URLEncoder.encode(next, java.nio.charset.StandardCharsets.UTF_8));
    URI back = portal.issuer().authorize(start.location());
    assertThat(browser.get(PortalBrowser.pathOf(back)).location().toString())
        .isEqualTo(PortalBrowser.ADDRESS + "/");
  }

  @ParameterizedTest(name = "character {0}")
  @ValueSource(ints = {3, 50, -40, -1})
  void session_thatSomebodyChanged_isNone(int at) {
    PortalBrowser browser = portal.stranger();
    back(browser);
    browser.cookies().computeIfPresent(LOGIN, (name, value) -> changed(value, at));
    assertThat(browser.get("/api/birds/session").status()).isEqualTo(401);
  }

  @Test
  void signOut_ofAPerson_endsTheSessionAndLeadsToTheIssuers() {
    PortalBrowser browser = portal.stranger();
    back(browser);
    assertThat(browser.send("POST", "/leave-session", Map.of(), Optional.of("")).status())
        .isEqualTo(403);
    Page left = browser.post("/leave-session");
    assertThat(left.status()).isEqualTo(303);
    assertThat(browser.cookies()).isEmpty();
    Page page = browser.get(PortalBrowser.pathOf(left.location()));
    assertThat(page.text())
        .contains("You are signed out of the portal")
        .contains(
            portal.issuer().issuer()
                + "/logout?client_id=portal-client&amp;post_logout_redirect_uri="
                + "https%3A%2F%2Fa1b2c3d4e5.execute-api.us-east-1.amazonaws.com%2Fsigned-out");
    assertThat(browser.get("/c/birds").status()).isEqualTo(303);
  }

  @Test
  void log_ofSignIns_saysNothingThatIsSecretOrPersonal() {
    portal.issuer().person("subject-77", "Confidential Name", List.of("labelloop-annotators"));
    PortalBrowser browser = portal.stranger();
    URI toIssuer = browser.toIssuer("/c/birds");
    URI back = portal.issuer().authorize(toIssuer);
    String attempt = browser.cookies().getOrDefault(ATTEMPT, "");
    browser.get(PortalBrowser.pathOf(back));
    String login = browser.cookies().getOrDefault(LOGIN, "");
    portal.issuer().mood(Mood.WRONG_NONCE);
    back(portal.stranger());

    String log = portal.function().log();
    assertThat(log)
        .contains(
            "{\"event\":\"sign-in\",\"outcome\":\"ok\",\"person\":\"p-",
            "\"reason\":\"token-nonce\"");
    for (String secret :
        List.of(
            back.getRawQuery().replaceAll("code=([^&]+).*", "$1"),
            back.getRawQuery().replaceAll(".*state=", ""),
            toIssuer.getRawQuery().replaceAll(".*nonce=([^&]+).*", "$1"),
            attempt,
            login,
            "access-secret",
            "eyJ",
            "subject-77",
            "Confidential",
            "another-nonce-of-somebody")) {
      assertThat(secret).hasSizeGreaterThanOrEqualTo(3);
      assertThat(log).doesNotContain(secret);
    }
  }
}
