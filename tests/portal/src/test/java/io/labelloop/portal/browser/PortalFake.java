package io.labelloop.portal.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A stand-in for the portal's server with one person and one campaign: the pages are the real ones,
 * the interface keeps to the real one's form, and a test can make it do what a server does rarely.
 */
final class PortalFake implements AutoCloseable {
  static final String CAMPAIGN = "digits";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LAST = 10;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final FakePages pages = new FakePages();
  private final FakeCampaign campaign;
  private final Map<String, List<JsonNode>> revisions = new LinkedHashMap<>();
  private final List<JsonNode> heartbeats = new ArrayList<>();
  private final List<JsonNode> farewells = new ArrayList<>();
  private final Map<String, String> holders = new HashMap<>();
  private final Set<String> decided = new HashSet<>();
  private ObjectNode preferences = JSON.createObjectNode().put("theme", "system");
  private String guidelinesVersion = "version-1";
  private String guidelinesSeen = "version-1";
  private boolean signedIn = true;
  private String idleState = "done";
  private int published;
  private boolean heartbeatsFail;
  private String renewedPicture = "";
  private volatile int delayMillis;
  private Duration lease = Duration.ofMinutes(10);

  PortalFake(FakeCampaign campaign) throws IOException {
    this.campaign = campaign;
    this.published = campaign.contents().size();
    preferences.putObject("keys");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  String labeling() {
    return url() + "/c/" + CAMPAIGN;
  }

  /** All stored revisions in the order of the assignments' first answers. */
  synchronized List<JsonNode> stored() {
    return revisions.values().stream().flatMap(List::stream).toList();
  }

  /** What was answered, without what was undone or skipped, in the order of arrival. */
  synchronized List<String> labels() {
    return revisions.values().stream()
        .map(all -> all.getLast().path("answer").path("label").asText(""))
        .filter(label -> !label.isEmpty())
        .toList();
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
    delayMillis = millis;
  }

  /** Stores an answer as if another device of this person had sent it. */
  synchronized void answerElsewhere(int item, String label) {
    ObjectNode body = JSON.createObjectNode().put("revision", 1);
    body.putObject("answer").put("label", label);
    revisions.computeIfAbsent(assignment(item), key -> new ArrayList<>()).add(body);
  }

  /** Decides an item, so that its answers stand for good. */
  synchronized void decide(int item) {
    decided.add(assignment(item));
  }

  private static String assignment(int item) {
    return String.format("fake%028d", item);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] sent = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      if (!path.startsWith("/api/") && !path.equals("/join")) {
        pages.answer(exchange, path);
        return;
      }
      Thread.sleep(Duration.ofMillis(delayMillis));
      JsonNode body = sent.length == 0 ? JSON.createObjectNode() : parsed(sent);
      FakeReply reply = answer(exchange.getRequestMethod(), path, body);
      FakePages.send(
          exchange, reply.status(), "application/json", JSON.writeValueAsBytes(reply.body()));
    } catch (InterruptedException e) {
      // the portal is being closed
      Thread.currentThread().interrupt();
    }
  }

  private static JsonNode parsed(byte[] sent) {
    try {
      return JSON.readTree(sent);
    } catch (IOException e) {
      return JSON.createObjectNode().put("form", new String(sent, StandardCharsets.UTF_8));
    }
  }

  private record FakeReply(int status, JsonNode body) {
    static FakeReply ok(JsonNode body) {
      return new FakeReply(200, body);
    }

    static FakeReply problem(int status, String kind, String message) {
      return new FakeReply(
          status, JSON.createObjectNode().put("error", kind).put("message", message));
    }
  }

  private synchronized FakeReply answer(String method, String path, JsonNode body) {
    if (path.equals("/join")) {
      signedIn = true;
      return FakeReply.ok(JSON.createObjectNode().put("next", "/c/" + CAMPAIGN));
    }
    if (!signedIn) {
      return FakeReply.problem(401, "signed-out", "Please sign in.");
    }
    String last = path.substring(path.lastIndexOf('/') + 1);
    return switch (method + " " + path.substring(("/api/" + CAMPAIGN).length())) {
      case "GET /session" -> FakeReply.ok(session());
      case "POST /next" -> FakeReply.ok(next(body));
      case "POST /heartbeat" ->
          heartbeatsFail
              ? FakeReply.problem(503, "store-unavailable", "Try again.")
              : FakeReply.ok(heartbeat(body));
      case "GET /events" -> FakeReply.ok(news());
      case "GET /history" -> FakeReply.ok(history());
      case "GET /preferences" -> FakeReply.ok(preferences);
      case "PUT /preferences" -> {
        preferences = (ObjectNode) body;
        yield FakeReply.ok(body);
      }
      case "GET /guidelines" -> FakeReply.ok(guidelines());
      case "POST /guidelines/seen" -> {
        guidelinesSeen = body.path("version").asText();
        yield FakeReply.ok(JSON.createObjectNode());
      }
      case "POST /leave" -> {
        farewells.add(body);
        body.path("have").forEach(assignment -> holders.remove(assignment.asText()));
        yield FakeReply.ok(JSON.createObjectNode());
      }
      default ->
          path.contains("/answers/")
              ? put(last, body)
              : path.contains("/undo/")
                  ? undo(last, body)
                  : path.contains("/items/")
                      ? FakeReply.ok(renewed(last))
                      : FakeReply.problem(404, "not-found", "There is no " + path);
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
          && open(assignment)
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

  private boolean open(String assignment) {
    List<JsonNode> all = revisions.getOrDefault(assignment, List.of());
    return all.isEmpty() || all.getLast().has("undone");
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
    int answered = (int) revisions.keySet().stream().filter(key -> !open(key)).count();
    ObjectNode progress = JSON.createObjectNode().put("jobs", 1);
    progress.putObject("mine").put("answered", answered).put("skipped", 0).put("today", answered);
    progress.putObject("batch").put("number", 1).put("answers", answered).put("wanted", published);
    return progress;
  }

  private ObjectNode news() {
    boolean work = revisions.size() < published;
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

  private FakeReply put(String assignment, JsonNode body) {
    List<JsonNode> all = revisions.computeIfAbsent(assignment, key -> new ArrayList<>());
    int revision = body.path("revision").asInt();
    JsonNode earlier = all.size() >= revision ? all.get(revision - 1) : null;
    if (earlier != null && !earlier.path("answer").equals(body.path("answer"))) {
      ObjectNode conflict = JSON.createObjectNode().put("error", "conflict").put("message", "Two");
      conflict.set("stored", earlier);
      conflict.set("sent", body);
      return new FakeReply(409, conflict);
    }
    if (earlier == null) {
      all.add(body);
    }
    ObjectNode reply = JSON.createObjectNode().put("assignment", assignment);
    reply.put("revision", revision).put("standing", "counts").put("undoable", true);
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
    return FakeReply.ok(reply);
  }

  private FakeReply undo(String assignment, JsonNode body) {
    if (decided.contains(assignment)) {
      return FakeReply.problem(410, "closed", "The item is decided.");
    }
    List<JsonNode> all = revisions.getOrDefault(assignment, new ArrayList<>());
    int revision = body.path("revision").asInt();
    if (all.size() == revision) {
      all.add(JSON.createObjectNode().put("revision", revision + 1).put("undone", true));
    }
    ObjectNode item = item(Integer.parseInt(assignment.substring(4)));
    item.set("draft", all.get(revision - 1).path("answer"));
    ObjectNode reply = JSON.createObjectNode().put("revision", revision + 1);
    reply.set("item", item);
    return FakeReply.ok(reply);
  }

  private ObjectNode history() {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode answers = answer.putArray("answers");
    revisions.keySet().stream().toList().reversed().stream()
        .filter(assignment -> !open(assignment))
        .limit(LAST)
        .forEach(assignment -> answers.add(remembered(assignment)));
    return answer;
  }

  private ObjectNode remembered(String assignment) {
    List<JsonNode> all = revisions.getOrDefault(assignment, List.of());
    boolean undoable = !decided.contains(assignment);
    ObjectNode answer = JSON.createObjectNode().put("assignment", assignment);
    answer.put("revision", all.size()).put("undoable", undoable).put("why", "The item is decided.");
    answer.set("answer", all.getLast().path("answer"));
    return answer;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
