package io.labelloop.tests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds variables of a state machine that are used where they may not have been assigned, as AWS
 * does when a machine is created and no local tool does.
 *
 * <p>A forward analysis to a fixed point: at the begin of a state those variables are assigned that
 * are so on every path to it. A state's expressions see what was assigned before it, never what it
 * assigns itself; a catcher's target does not see what the state would have assigned. A distributed
 * map's children see nothing of the outer machine.
 */
final class StateVariables {
  private static final Pattern NAME = Pattern.compile("\\$([a-zA-Z_][a-zA-Z0-9_]*)(\\s*\\()?");
  private static final Set<String> FUNCTIONS = Set.of("exists", "string", "substring");
  private static final String CONTEXT = "states";

  private final List<String> problems = new ArrayList<>();

  private StateVariables() {}

  /** Every use that is not safe, as {@code State: $variable}. */
  static List<String> problems(JsonNode machine) {
    var variables = new StateVariables();
    variables.machine(machine, Set.of());
    return variables.problems;
  }

  private record Edge(String target, Set<String> assigned) {}

  private void machine(JsonNode machine, Set<String> outer) {
    JsonNode states = machine.path("States");
    Map<String, Set<String>> before = new TreeMap<>();
    before.put(machine.path("StartAt").asText(), outer);
    Deque<String> open = new ArrayDeque<>(before.keySet());
    while (!open.isEmpty()) {
      String name = open.pop();
      for (Edge edge : edges(states.path(name), before.getOrDefault(name, Set.of()))) {
        Set<String> known = before.get(edge.target());
        Set<String> next = new TreeSet<>(edge.assigned());
        if (known != null) {
          next.retainAll(known);
        }
        if (!next.equals(known)) {
          before.put(edge.target(), next);
          open.add(edge.target());
        }
      }
    }
    before.forEach((name, assigned) -> check(name, states.path(name), assigned));
  }

  private static List<Edge> edges(JsonNode state, Set<String> before) {
    var edges = new ArrayList<Edge>();
    Set<String> after = with(before, state.path("Assign"));
    for (String field : List.of("Next", "Default")) {
      if (state.has(field)) {
        edges.add(new Edge(state.path(field).asText(), after));
      }
    }
    for (String rules : List.of("Choices", "Catch")) {
      for (JsonNode rule : state.path(rules)) {
        edges.add(new Edge(rule.path("Next").asText(), with(before, rule.path("Assign"))));
      }
    }
    return edges;
  }

  private static Set<String> with(Set<String> before, JsonNode assign) {
    var after = new TreeSet<>(before);
    assign.fieldNames().forEachRemaining(after::add);
    return after;
  }

  private void check(String name, JsonNode state, Set<String> assigned) {
    for (Map.Entry<String, JsonNode> field : state.properties()) {
      if (field.getKey().equals("ItemProcessor")) {
        boolean distributed =
            field.getValue().at("/ProcessorConfig/Mode").asText().equals("DISTRIBUTED");
        machine(field.getValue(), distributed ? Set.of() : assigned);
      } else if (field.getKey().equals("Branches")) {
        field.getValue().forEach(branch -> machine(branch, assigned));
      } else {
        expressions(name, field.getValue(), assigned);
      }
    }
  }

  private void expressions(String name, JsonNode node, Set<String> assigned) {
    if (node.isTextual() && node.textValue().startsWith("{%")) {
      Matcher uses = NAME.matcher(node.textValue());
      while (uses.find()) {
        String used = uses.group(1);
        boolean known =
            uses.group(2) == null
                ? used.equals(CONTEXT) || assigned.contains(used)
                : FUNCTIONS.contains(used);
        if (!known) {
          problems.add(name + ": $" + used);
        }
      }
    }
    node.forEach(child -> expressions(name, child, assigned));
  }
}
