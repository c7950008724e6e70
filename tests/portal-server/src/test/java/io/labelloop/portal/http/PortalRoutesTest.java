package io.labelloop.portal.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.labelloop.local.LocalWorkspace;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what: every route by every role, and what other sites and forged requests get. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PortalRoutesTest {
  private static final String MADE_UP = "A".repeat(32);

  private RunningPortal portal;
  private LocalWorkspace workspace;
  private PortalClient ann;
  private PortalClient ben;
  private PortalClient manager;
  private PortalClient stranger;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    Path directory = folder.resolve("workspace");
    workspace = RunningPortal.workspace(directory, "");
    RunningPortal.instance(directory, workspace)
        .workforce()
        .publish(RunningPortal.job(workspace, 40, 2), "token");
    portal = RunningPortal.start(directory);
    ann = portal.annotator("Ann");
    ben = portal.annotator("Ben");
    manager = portal.manager();
    stranger = PortalClient.stranger(portal.address());
  }

  @AfterAll
  void stop() {
    portal.close();
    workspace.close();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "GET | session | | 200",
        "POST | next | {} | 200",
        "GET | items/X | | 404",
        "PUT | answers/X | {\"answer\": {\"label\": \"a\"}} | 404",
        "POST | undo/X | {\"revision\": 1} | 404",
        "GET | history | | 200",
        "POST | heartbeat | {} | 200",
        "POST | leave | {} | 204",
        "GET | events | | 200",
        "GET | guidelines | | 200",
        "POST | guidelines/seen | {\"version\": \"abc\"} | 204",
        "GET | preferences | | 200",
        "PUT | preferences | {} | 200",
        "GET | pictures/X | | 404",
        "GET | manage/overview | | M 200",
        "GET | manage/items | | M 200",
        "GET | manage/people | | M 200",
        "GET | manage/disputes | | M 200",
        "POST | manage/disputes/d-X | {\"answer\": {\"label\": \"a\"}} | M 404",
        "GET | manage/invitations | | M 200",
        "POST | manage/invitations | {} | M 201",
        "DELETE | manage/invitations/XXXXXXXXXXXXXXXX | | M 404",
        "POST | manage/pause | {\"paused\": false} | M 204",
        "GET | manage/guidelines | | M 200",
        "PUT | manage/guidelines | {\"short\": \"s\", \"version\": \"another\"} | M 409",
        "POST | manage/guidelines/preview | {\"full\": \"*f*\"} | M 200",
        "GET | manage/export.jsonl | | M 200",
        "GET | manage/export.csv | | M 200",
        "GET | manage/export.conll | | M 404"
      })
  void route_byEveryRole_givesEachWhatIsTheirs(
      String method, String path, String body, String expected) throws Exception {
    String sent = body == null ? "" : body;
    boolean managers = expected.startsWith("M ");
    int right = Integer.parseInt(expected.replace("M ", ""));
    String own = "/api/birds/" + path;
    assertThat(stranger.send(method, own, sent).statusCode()).isEqualTo(401);
    assertThat(ann.send(method, "/api/fish/" + path, sent).statusCode()).isEqualTo(404);
    assertThat(ann.send(method, own, sent).statusCode()).isEqualTo(managers ? 403 : right);
    assertThat(manager.send(method, own, sent).statusCode()).isEqualTo(right);
    if (!method.equals("GET")) {
      for (Map<String, String> headers :
          List.of(
              Map.<String, String>of(),
              Map.of("Origin", "https://evil.example"),
              Map.of("Origin", "null"),
              Map.of("Origin", "http://127.0.0.1:1"))) {
        assertThat(manager.send(method, own, sent, headers).statusCode()).isEqualTo(403);
      }
    }
  }

  @Test
  void assignment_ofSomebodyElse_canNeitherBeReadNorAnsweredNorSkipped() throws Exception {
    String theirs = ann.call("POST", "/next", "{}").at("/items/0/assignment").asText();
    assertThat(theirs).hasSize(32);
    for (String body : List.of("{\"label\": \"a\"}", "{\"skip\": true}")) {
      assertThat(
              ben.send("PUT", "/api/birds/answers/" + theirs, "{\"answer\": " + body + "}")
                  .statusCode())
          .isEqualTo(404);
    }
    assertThat(ben.send("GET", "/api/birds/items/" + theirs, "").statusCode()).isEqualTo(404);
    assertThat(ben.send("POST", "/api/birds/undo/" + theirs, "{\"revision\": 1}").statusCode())
        .isEqualTo(404);
    ben.send("POST", "/api/birds/leave", "{\"have\": [\"" + theirs + "\"]}");
    JsonNode leases =
        ann.call("POST", "/heartbeat", "{\"current\": \"" + theirs + "\"}").get("leases");
    assertThat(leases.get(0).has("until")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..%2f..%2fstate%2fspec.json",
        "%2e%2e",
        "..%5c..",
        "%00",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "%EF%BC%A1",
        "x%0d%0aSet-Cookie:a=b"
      })
  void assignment_thatWasMadeUp_isNotFound(String id) throws Exception {
    assertThat(
            ann.send("PUT", "/api/birds/answers/" + id, "{\"answer\": {\"label\": \"a\"}}")
                .statusCode())
        .isIn(400, 404);
    assertThat(manager.send("DELETE", "/api/birds/manage/invitations/" + id, "").statusCode())
        .isIn(400, 404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT | preferences | {\"keys\": {\"skip\": \"<script>\"}}",
        "PUT | preferences | {\"keys\": {\"zap\": \"KeyA\"}}",
        "PUT | preferences | {\"theme\": \"url(x)\"}",
        "POST | next | {\"want\": 99}",
        "POST | next | not json",
        "POST | next | []",
        "POST | next | null",
        "POST | guidelines/seen | {}"
      })
  void request_thatIsWrong_saysSo(String method, String path, String body) throws Exception {
    HttpResponse<String> answer = ann.send(method, "/api/birds/" + path, body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("wrong-input");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "items?state=password",
        "items?job=x",
        "items?page=..",
        "items?state=open%27%20or%201=1"
      })
  void filter_thatIsUnknown_isRefused(String query) throws Exception {
    assertThat(manager.send("GET", "/api/birds/manage/" + query, "").statusCode()).isEqualTo(400);
  }

  @Test
  void answer_ofEveryKindOfRoute_hasTheHeadersThatLetNothingElseRun() throws Exception {
    for (String path :
        List.of("/join", "/portal/portal.css", "/api/birds/session", "/nowhere", "/")) {
      HttpResponse<String> answer = ann.send("GET", path, "");
      assertThat(answer.headers().firstValue("Content-Security-Policy"))
          .as(path)
          .contains(
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                  + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(answer.headers().firstValue("Referrer-Policy")).contains("same-origin");
    }
  }

  @Test
  void staticFiles_asPagesNameThem_areKeptForGoodAndOthersAskedForAgain() throws Exception {
    String page = stranger.send("GET", "/join", "").body();
    String named = page.replaceAll("(?s).*\"(/portal/v-[0-9a-f]{12}/join.js)\".*", "$1");
    HttpResponse<String> file = stranger.send("GET", named, "");
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.headers().firstValue("Content-Type").orElseThrow()).contains("javascript");
    assertThat(file.headers().firstValue("Cache-Control"))
        .contains("public, max-age=31536000, immutable");
    String old = named.replaceAll("v-[0-9a-f]{12}", "v-000000000000");
    assertThat(stranger.send("GET", old, "").body()).isEqualTo(file.body());
    for (String other : List.of(old, "/portal/join.js", "/join", named.replace("join", "none"))) {
      assertThat(stranger.send("GET", other, "").headers().firstValue("Cache-Control"))
          .as(other)
          .contains("no-store");
    }
  }

  @Test
  void join_setsACookieThatScriptsAndOtherSitesCannotUse() throws Exception {
    HttpResponse<String> answer =
        PortalClient.tryToJoin(portal.address(), portal.annotatorsCode(), "Cy", false);
    assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
        .containsIgnoringCase("HttpOnly")
        .containsIgnoringCase("SameSite=Strict")
        .contains("Path=/");
    assertThat(
            PortalClient.tryToJoin(portal.address(), portal.annotatorsCode(), "Cy", false).body())
        .contains("name-taken");
    assertThat(PortalClient.tryToJoin(portal.address(), "birds.x.y", "Cy", false).body())
        .contains("code-unknown");
  }

  @Test
  void identity_inTheAddress_isIgnored() throws Exception {
    JsonNode session = ann.call("GET", "/session?user=Ben&session=Ben&person=p-x", "");
    assertThat(session.get("name").asText()).isEqualTo("Ann");
  }

  @Test
  void cookie_withARoleThatSomebodyWroteInto_isNoSession()
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        stranger.send(
            "GET",
            "/api/birds/manage/overview",
            "",
            Map.of("Cookie", ann.cookie().replace(".annotator.", ".manager.")));
    assertThat(answer.statusCode()).isEqualTo(401);
  }

  @Test
  void body_overHalfAMebibyte_isRefused() throws Exception {
    String body = "{\"tab\": \"" + "x".repeat(600_000) + "\"}";
    try {
      assertThat(ann.send("POST", "/api/birds/next", body).statusCode()).isEqualTo(413);
    } catch (IOException closed) {
      // the server does not read on, so that the client may see the closed connection first
      assertThat(closed).hasMessageContaining("received no bytes");
    }
  }

  @Test
  void goal16And17_answersOfARun_nameNobodyElseAndNoGold() throws Exception {
    var seen = new ArrayList<String>();
    PortalClient dee = portal.annotator("Dee");
    JsonNode next = dee.call("POST", "/next", "{}");
    seen.add(next.toString());
    for (JsonNode item : next.get("items")) {
      seen.add(
          dee.call(
                  "PUT",
                  "/answers/" + item.get("assignment").asText(),
                  "{\"answer\": {\"label\": \"b\"}, \"next\": {\"want\": 1}}")
              .toString());
    }
    seen.add(dee.call("GET", "/events", "").toString());
    seen.add(dee.call("GET", "/history", "").toString());
    // random names may hold any letters
    seen.replaceAll(
        text -> text.replaceAll("\"(assignment|cursor|guidelinesVersion)\":\"[^\"]*\"", ""));
    assertThat(seen)
        .noneMatch(text -> text.contains("Ann") || text.contains("Ben") || text.contains("p-"))
        .noneMatch(text -> text.contains("gold") || text.contains("\"i1\""));
    assertThat(dee.send("GET", "/api/birds/items/" + MADE_UP, "").statusCode()).isEqualTo(404);
  }

  @Test
  void goal33_export_twice_hasTheSameBytesAndEveryAnswer() throws Exception {
    PortalClient eve = portal.annotator("=Eve");
    for (JsonNode item : eve.call("POST", "/next", "{\"want\": 2}").get("items")) {
      eve.call(
          "PUT",
          "/answers/" + item.get("assignment").asText(),
          "{\"answer\": {\"cannotTell\": \"unclear\", \"note\": \"=1+1\"}}");
    }
    String first = manager.send("GET", "/api/birds/manage/export.jsonl", "").body();
    assertThat(manager.send("GET", "/api/birds/manage/export.jsonl", "").body()).isEqualTo(first);
    assertThat(first.lines().filter(line -> line.contains("\"cannot-tell\""))).hasSize(2);
    assertThat(manager.send("GET", "/api/birds/manage/export.csv", "").body())
        .startsWith("type,job,item,annotator")
        .doesNotContain(",=");
  }
}
