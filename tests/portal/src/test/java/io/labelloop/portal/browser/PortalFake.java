package io.labelloop.portal.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A stand-in for the portal's server with one person and one campaign: the pages are the real ones,
 * the interface has the real one's form, and a test can make it do what a server does rarely.
 */
final class PortalFake implements AutoCloseable {
  static final String CAMPAIGN = "digits";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final FakeServer server;
  private final FakeCampaign campaign;
  private final FakeAnswers answers = new FakeAnswers();
  private final List<JsonNode> heartbeats = new ArrayList<>();
  private final List<JsonNode> farewells = new ArrayList<>();
  private final Map<String, String> holders = new HashMap<>();
  private ObjectNode preferences = JSON.createObjectNode().put("theme", "system");
  private String guidelinesVersion = "version-1";
  private String guidelinesSeen = "version-1";
  private boolean signedIn = true;
  private String idleState = "done";
  private int published;
  private boolean heartbeatsFail;
  private String renewedPicture = "";
  private Duration lease = Duration.ofMinutes(10);

  PortalFake(FakeCampaign campaign) throws IOException {
    this.campaign = campaign;
    this.published = campaign.contents().size();
    preferences.putObject("keys");
    server = new FakeServer(this::answer);
  }

  String url() {
    return server.url();
  }

  String labeling() {
    return url() + "/c/" + CAMPAIGN;
  }

  /** All stored revisions in the order of the assignments' first answers. */
  synchronized List<JsonNode> stored() {
    return answers.stored();
  }

  /** What was answered, without what was undone or skipped, in the order of arrival. */
  synchronized List<String> labels() {
    return answers.labels();
  }

  synchronized List<JsonNode> heartbeats() {
    return List.copyOf(heartbeats);
  }

  synchronized List<JsonNode> farewells() {
    return List.copyOf(farewells);
  }

  synchronized JsonNode preferences() {
    return preferences.deepCopy();
  }

  /** Ends the sign-in until somebody joins again. */
  synchronized void signOut() {
    signedIn = false;
  }

  /** Only so many items are there; the others come when this is called again. */
  synchronized void publish(int items) {
    published = items;
  }

  synchronized void sayWhenIdle(String state) {
    idleState = state;
  }

  synchronized void changeGuidelines(String version) {
    guidelinesVersion = version;
  }

  synchronized void leaseFor(Duration duration) {
    lease = duration;
  }

  /** Items that are asked for again have this picture. */
  synchronized void renewPictures(String src) {
    renewedPicture = src;
  }

  /** Lets heartbeats fail, so that leases run out. */
  synchronized void withholdHeartbeats(boolean withhold) {
    heartbeatsFail = withhold;
  }

  /** Lets every call of the interface take longer. */
  void slowDownBy(int millis) {
    server.slowDownBy(millis);
  }

  /** Stores an answer as if another device of this person had sent it. */
  synchronized void answerElsewhere(int item, String label) {
    ObjectNode body = JSON.createObjectNode().put("revision", 1);
    body.putObject("answer").put("label", label);
    answers.add(assignment(item), body);
  }

  /** Decides an item, so that its answers stand for good. */
  synchronized void decide(int item) {
    answers.decide(assignment(item));
  }

  private static String assignment(int item) {
    return String.format("fake%028d", item);
  }

  private synchronized FakeServer.Reply answer(String method, String path, JsonNode body) {
    if (path.equals("/join")) {
      signedIn = true;
      return FakeServer.Reply.ok(JSON.createObjectNode().put("next", "/c/" + CAMPAIGN));
    }
    if (!signedIn) {
      return FakeServer.Reply.problem(401, "signed-out", "Please sign in.");
    }
    String last = path.substring(path.lastIndexOf('/') + 1);
    return switch (method + " " + path.substring(("/api/" + CAMPAIGN).length())) {
      case "GET /session" -> FakeServer.Reply.ok(session());
      case "POST /next" -> FakeServer.Reply.ok(next(body));
      case "POST /heartbeat" ->
          heartbeatsFail
              ? FakeServer.Reply.problem(503, "store-unavailable", "Try again.")
              : FakeServer.Reply.ok(heartbeat(body));
      case "GET /events" -> FakeServer.Reply.ok(news());
      case "GET /history" -> FakeServer.Reply.ok(answers.history());
      case "GET /preferences" -> FakeServer.Reply.ok(preferences);
      case "PUT /preferences" -> {
        preferences = (ObjectNode) body;
        yield FakeServer.Reply.ok(body);
      }
      case "GET /guidelines" -> FakeServer.Reply.ok(guidelines());
      case "POST /guidelines/seen" -> {
        guidelinesSeen = body.path("version").asText();
        yield FakeServer.Reply.ok(JSON.createObjectNode());
      }
      case "POST /leave" -> {
        farewells.add(body);
        body.path("have").forEach(assignment -> holders.remove(assignment.asText()));
        yield FakeServer.Reply.ok(JSON.createObjectNode());
      }
      default ->
          path.contains("/answers/")
              ? put(last, body)
              : path.contains("/undo/")
                  ? undo(last, body)
                  : path.contains("/items/")
                      ? FakeServer.Reply.ok(renewed(last))
                      : FakeServer.Reply.problem(404, "not-found", "There is no " + path);
    };
  }

  private ObjectNode session() {
    ObjectNode session = JSON.createObjectNode();
    session.put("person", "p-ann").put("name", "Ann").put("role", "annotator");
    session.put("campaign", CAMPAIGN).put("task", campaign.type());
    session.put("question", campaign.question()).put("shortGuidelines", campaign.shortGuidelines());
    session.set("labels", JSON.valueToTree(campaign.labels()));
    session.put("guidelinesVersion", guidelinesVersion).put("guidelinesSeen", guidelinesSeen);
    session.put("uiVersion", "test").put("prefetch", 3).put("heartbeatSeconds", 1);
    session.put("maxNote", 1000);
    session.set("cannotTellReasons", JSON.valueToTree(List.of("unclear", "several")));
    return session;
  }

  private ObjectNode next(JsonNode body) {
    Set<String> have = new HashSet<>();
    body.path("have").forEach(assignment -> have.add(assignment.asText()));
    String tab = body.path("tab").asText();
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode items = answer.putArray("items");
    for (int i = 0; i < published && items.size() < body.path("want").asInt(); i++) {
      String assignment = assignment(i);
      if (!have.contains(assignment)
          && answers.open(assignment)
          && holders.getOrDefault(assignment, tab).equals(tab)) {
        holders.put(assignment, tab);
        items.add(item(i));
      }
    }
    answer.put("state", items.isEmpty() ? idleState : "work");
    if (idleState.equals("locked")) {
      answer.put("retryAt", Instant.now().plusSeconds(300).toString());
    }
    answer.set("progress", progress());
    return answer.put("serverTime", Instant.now().toString());
  }

  private ObjectNode item(int index) {
    ObjectNode item = JSON.createObjectNode();
    item.put("assignment", assignment(index)).put("question", campaign.question());
    item.put("leaseUntil", Instant.now().plus(lease).toString()).put("lang", "en");
    item.set("content", campaign.contents().get(index));
    if (index < campaign.training()) {
      item.put("training", true);
    }
    return item;
  }

  private ObjectNode renewed(String assignment) {
    ObjectNode item = item(Integer.parseInt(assignment.substring(4))).deepCopy();
    ((ObjectNode) item.path("content")).put("src", renewedPicture);
    return item;
  }

  private ObjectNode progress() {
    int answered = answers.answered();
    ObjectNode progress = JSON.createObjectNode().put("jobs", 1);
    progress.putObject("mine").put("answered", answered).put("skipped", 0).put("today", answered);
    progress.putObject("batch").put("number", 1).put("answers", answered).put("wanted", published);
    return progress;
  }

  private ObjectNode news() {
    boolean work = answers.size() < published;
    ObjectNode news = JSON.createObjectNode().put("cursor", "c").put("work", work);
    news.put("state", work ? "work" : idleState).put("guidelinesVersion", guidelinesVersion);
    news.set("progress", progress());
    return news;
  }

  private ObjectNode heartbeat(JsonNode body) {
    heartbeats.add(body);
    ObjectNode answer = JSON.createObjectNode().put("serverTime", Instant.now().toString());
    String until = Instant.now().plus(Duration.ofMinutes(10)).toString();
    ObjectNode current = answer.putArray("leases").addObject();
    current.put("assignment", body.path("current").asText()).put("until", until);
    answer.set("news", news());
    return answer;
  }

  private ObjectNode guidelines() {
    ObjectNode answer = JSON.createObjectNode().put("version", guidelinesVersion);
    answer.put("short", campaign.shortGuidelines()).put("changed", false);
    return answer.put("html", "<h1>Digits</h1><p>A seven may be <em>crossed</em>.</p>");
  }

  private FakeServer.Reply put(String assignment, JsonNode body) {
    Optional<JsonNode> other = answers.put(assignment, body);
    if (other.isPresent()) {
      ObjectNode conflict = JSON.createObjectNode().put("error", "conflict").put("message", "Two");
      conflict.set("stored", other.get());
      conflict.set("sent", body);
      return new FakeServer.Reply(409, conflict);
    }
    ObjectNode reply = JSON.createObjectNode().put("assignment", assignment);
    reply.put("revision", body.path("revision").asInt());
    reply.put("standing", "counts").put("undoable", true);
    int index = Integer.parseInt(assignment.substring(4));
    if (index < campaign.training()) {
      String given = body.path("answer").path("label").asText();
      ObjectNode feedback = reply.putObject("feedback");
      feedback.put("correct", given.equals(campaign.expected())).put("why", "Look at the loop.");
      feedback.putObject("expected").put("label", campaign.expected());
    }
    if (body.has("next")) {
      reply.set("next", next(body.path("next")));
    }
    return FakeServer.Reply.ok(reply);
  }

  private FakeServer.Reply undo(String assignment, JsonNode body) {
    if (answers.isDecided(assignment)) {
      return FakeServer.Reply.problem(410, "closed", "The item is decided.");
    }
    int revision = body.path("revision").asInt();
    ObjectNode item = item(Integer.parseInt(assignment.substring(4)));
    item.set("draft", answers.undo(assignment, revision));
    ObjectNode reply = JSON.createObjectNode().put("revision", revision + 1);
    reply.set("item", item);
    return FakeServer.Reply.ok(reply);
  }

  @Override
  public void close() {
    server.close();
  }
}
