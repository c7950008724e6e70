package io.labelloop.portal.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the server has stored, by its export.
 *
 * @param campaign its id
 */
record Exported(PortalClient manager, String campaign) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The stored revisions of one person, in the order of their keys. */
  List<JsonNode> by(String name) {
    try {
      List<JsonNode> lines = new ArrayList<>();
      String person = "nobody";
      for (JsonNode one : manager.json(path("people")).path("people")) {
        person = one.path("name").asText().equals(name) ? one.path("person").asText() : person;
      }
      for (String line : manager.get(path("export.jsonl")).body().lines().toList()) {
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

  private String path(String what) {
    return "/api/" + campaign + "/manage/" + what;
  }
}
