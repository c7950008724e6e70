package io.labelloop.local.asl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;

/** A definition that was found to use nothing that this interpreter does not do. */
public final class StateMachine {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final JsonNode definition;

  private StateMachine(String name, JsonNode definition) {
    this.name = name;
    this.definition = definition;
  }

  /**
   * Reads a definition.
   *
   * @param substitutions values for <code>${Name}</code>, as a SAM template gives them
   * @throws UnsupportedDefinitionException naming everything that is not understood, with its path
   */
  public static StateMachine parse(String name, String json, Map<String, String> substitutions) {
    String text = json;
    for (Map.Entry<String, String> substitution : substitutions.entrySet()) {
      text = text.replace("${" + substitution.getKey() + "}", substitution.getValue());
    }
    JsonNode definition;
    try {
      definition = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UnsupportedDefinitionException(name, List.of("not JSON: " + e.getMessage()));
    }
    List<String> problems = new DefinitionCheck().check(definition);
    if (!problems.isEmpty()) {
      throw new UnsupportedDefinitionException(name, problems);
    }
    return new StateMachine(name, definition);
  }

  /** The processor of a Distributed Map, whose definition was checked with the state around it. */
  static StateMachine ofChecked(String name, JsonNode processor) {
    return new StateMachine(name, processor);
  }

  public String name() {
    return name;
  }

  JsonNode definition() {
    return definition;
  }
}
