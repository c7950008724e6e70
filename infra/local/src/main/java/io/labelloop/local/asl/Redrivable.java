package io.labelloop.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Where an execution failed, and what it had there: enough to go on.
 *
 * @param startedAt when the execution was started first
 * @param state the state of the machine's own level that failed
 * @param input what the state was given
 * @param variables of the machine's own level
 * @param redrives how often the execution was redriven until now
 * @param history the events until now
 */
public record Redrivable(
    Instant startedAt,
    String state,
    JsonNode input,
    Map<String, JsonNode> variables,
    int redrives,
    List<JsonNode> history) {
  public Redrivable {
    variables = Map.copyOf(variables);
    history = List.copyOf(history);
  }
}
