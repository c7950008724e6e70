package io.labelloop.portal.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The answers of a {@link PortalFake}'s person: every revision, by assignment. */
final class FakeAnswers {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LAST = 10;

  private final Map<String, List<JsonNode>> revisions = new LinkedHashMap<>();
  private final Set<String> decided = new HashSet<>();

  /** All stored revisions in the order of the assignments' first answers. */
  List<JsonNode> stored() {
    return revisions.values().stream().flatMap(List::stream).toList();
  }

  /** What was answered, without what was undone or skipped, in the order of arrival. */
  List<String> labels() {
    return revisions.values().stream()
        .map(all -> all.getLast().path("answer").path("label").asText(""))
        .filter(label -> !label.isEmpty())
        .toList();
  }

  /** How many items have an answer that was not taken back. */
  int answered() {
    return (int) revisions.keySet().stream().filter(key -> !open(key)).count();
  }

  /** How many items were ever answered. */
  int size() {
    return revisions.size();
  }

  boolean open(String assignment) {
    List<JsonNode> all = revisions.getOrDefault(assignment, List.of());
    return all.isEmpty() || all.getLast().has("undone");
  }

  void add(String assignment, JsonNode revision) {
    revisions.computeIfAbsent(assignment, key -> new ArrayList<>()).add(revision);
  }

  /** From now on the item's answers stand. */
  void decide(String assignment) {
    decided.add(assignment);
  }

  boolean isDecided(String assignment) {
    return decided.contains(assignment);
  }

  /** Stores an answer, unless another one has its revision, which is what comes back then. */
  Optional<JsonNode> put(String assignment, JsonNode sent) {
    List<JsonNode> all = revisions.computeIfAbsent(assignment, key -> new ArrayList<>());
    int revision = sent.path("revision").asInt();
    if (all.size() < revision) {
      all.add(sent);
      return Optional.empty();
    }
    JsonNode earlier = all.get(revision - 1);
    return earlier.path("answer").equals(sent.path("answer"))
        ? Optional.empty()
        : Optional.of(earlier);
  }

  /** Takes a revision back, and returns what it said. */
  JsonNode undo(String assignment, int revision) {
    List<JsonNode> all = revisions.getOrDefault(assignment, new ArrayList<>());
    if (all.size() == revision) {
      all.add(JSON.createObjectNode().put("revision", revision + 1).put("undone", true));
    }
    return all.get(revision - 1).path("answer");
  }

  /** The last answers, the latest first. */
  ObjectNode history() {
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
}
