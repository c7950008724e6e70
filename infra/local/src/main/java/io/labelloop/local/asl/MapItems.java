package io.labelloop.local.asl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.util.Optional;

/** What a Map state goes through: an array of its input, or of an object in the store. */
final class MapItems {
  private static final ObjectMapper JSON = new ObjectMapper();

  private MapItems() {}

  static JsonNode of(Visit visit) {
    if (visit.state().has("ItemReader")) {
      return read(visit, visit.state().path("ItemReader"));
    }
    JsonNode items =
        visit.state().has("Items")
            ? visit.evaluate("Items", visit.state().path("Items"), Optional.empty(), 0)
            : visit.input();
    if (!items.isArray()) {
      throw visit.state().has("Items")
          ? visit.unexpectedType("Items", visit.state().path("Items"), "array", items)
          : visit.located(
              new StateFailure(
                  StateFailure.QUERY, "Map state input must be an array but was: " + items),
              "");
    }
    return items;
  }

  private static JsonNode read(Visit visit, JsonNode reader) {
    JsonNode arguments =
        visit.evaluate("ItemReader/Arguments", reader.path("Arguments"), Optional.empty(), 0);
    JsonNode all = object(visit, arguments);
    if (!all.isArray()) {
      throw new StateFailure(StateFailure.READER, "Attempting to map over non-iterable node.");
    }
    JsonNode max =
        visit.evaluate(
            "ItemReader/ReaderConfig/MaxItems",
            reader.at("/ReaderConfig/MaxItems"),
            Optional.empty(),
            0);
    if (max.isMissingNode() || all.size() <= max.asInt()) {
      return all;
    }
    ArrayNode first = visit.execution().newArray();
    for (int i = 0; i < max.asInt(); i++) {
      first.add(all.get(i));
    }
    return first;
  }

  private static JsonNode object(Visit visit, JsonNode arguments) {
    String key = arguments.path("Key").asText();
    AslRunner runner = visit.execution().runner();
    try {
      return runner
          .calls()
          .around(
              visit.execution().machine(),
              visit.name(),
              () ->
                  JSON.readTree(
                      runner
                          .objects()
                          .read(arguments.path("Bucket").asText(), key)
                          .orElseThrow(
                              () -> new IOException("The object " + key + " does not exist"))));
    } catch (JsonProcessingException e) {
      throw new StateFailure(StateFailure.READER, "not JSON: " + e.getOriginalMessage());
    } catch (Exception unread) {
      throw new StateFailure(StateFailure.READER, unread.getMessage());
    }
  }
}
