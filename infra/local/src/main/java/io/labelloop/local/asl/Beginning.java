package io.labelloop.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a run of an execution begins: at its first state, or redriven at the one that failed.
 *
 * @param at when this run began
 * @param failed where it failed before; none of the first run
 */
record Beginning(Instant at, Optional<Redrivable> failed) {
  /** A state that is entered next, and what it is given. */
  record Position(String state, JsonNode input) {
    static Position first(JsonNode level, JsonNode input) {
      return new Position(level.path("StartAt").asText(), input);
    }
  }

  Position position(StateMachine machine, JsonNode input) {
    return failed
        .map(before -> new Position(before.state(), before.input()))
        .orElseGet(() -> Position.first(machine.definition(), input));
  }

  Scope variables() {
    var scope = new Scope(Optional.empty());
    failed.ifPresent(before -> before.variables().forEach(scope::assign));
    return scope;
  }

  List<JsonNode> history() {
    return failed.map(Redrivable::history).orElse(List.of());
  }

  private Instant startedAt() {
    return failed.map(Redrivable::startedAt).orElse(at);
  }

  private int redrives() {
    return failed.map(before -> before.redrives() + 1).orElse(0);
  }

  /** Adds to the context object's part about the execution. */
  void describe(ObjectNode execution) {
    execution.put("StartTime", startedAt().toString());
    if (failed.isPresent()) {
      execution.put("RedriveCount", redrives());
      execution.put("RedriveTime", at.toString());
    }
  }

  /** The event that tells of a redrive. */
  ObjectNode redriven() {
    ObjectNode details = History.details();
    details.put("redriveCount", redrives());
    return details;
  }

  Redrivable failedAt(Position position, Scope variables, History history) {
    return new Redrivable(
        startedAt(),
        position.state(),
        position.input(),
        variables.visible(),
        redrives(),
        history.events());
  }
}
