package io.labelloop.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The qualification types of {@link MechanicalTurkServer}, and who has them. */
final class TurkQualifications {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<String, Set<String>> holders = new LinkedHashMap<>();

  synchronized boolean holds(String id, String worker) {
    return holders.getOrDefault(id, Set.of()).contains(worker);
  }

  synchronized ObjectNode create(JsonNode request) {
    String name = request.path("Name").asText();
    if (names.containsValue(name)) {
      throw ServiceException.turk(
          "QualificationTypeAlreadyExists", "You have already created a type of this name.");
    }
    String id = MechanicalTurkServer.id('Q', names.size() + 1);
    names.put(id, name);
    holders.put(id, new LinkedHashSet<>());
    ObjectNode answer = JSON.createObjectNode();
    answer.putObject("QualificationType").put("QualificationTypeId", id).put("Name", name);
    return answer;
  }

  synchronized ObjectNode list(JsonNode request) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode list = answer.putArray("QualificationTypes");
    names.forEach(
        (id, name) -> {
          if (name.contains(request.path("Query").asText(""))) {
            list.addObject().put("QualificationTypeId", id).put("Name", name);
          }
        });
    return answer.put("NumResults", list.size());
  }

  synchronized ObjectNode associate(JsonNode request) {
    Optional.ofNullable(holders.get(request.path("QualificationTypeId").asText()))
        .orElseThrow(
            () ->
                ServiceException.turk(
                    "QualificationTypeDoesNotExist", "There is no such qualification type."))
        .add(request.path("WorkerId").asText());
    return JSON.createObjectNode();
  }
}
