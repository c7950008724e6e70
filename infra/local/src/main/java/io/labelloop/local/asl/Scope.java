package io.labelloop.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The variables that a state sees: its own level's, and those of the levels around it, which it
 * cannot change.
 */
final class Scope {
  private final Optional<Scope> outer;
  private final Map<String, JsonNode> own = new HashMap<>();

  Scope(Optional<Scope> outer) {
    this.outer = outer;
  }

  void assign(String name, JsonNode value) {
    own.put(name, value);
  }

  Map<String, JsonNode> visible() {
    Map<String, JsonNode> all = new HashMap<>();
    outer.ifPresent(scope -> all.putAll(scope.visible()));
    all.putAll(own);
    return all;
  }
}
