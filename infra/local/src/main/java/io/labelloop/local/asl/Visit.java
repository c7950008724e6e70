package io.labelloop.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.labelloop.local.asl.Execution.Branch;
import io.labelloop.local.asl.Execution.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An execution's stay in one state: evaluates the state's fields and decides where to go. */
final class Visit {
  private final Execution execution;
  private final String name;
  private final JsonNode state;
  private final JsonNode input;
  private final Branch branch;
  private final long enteredAt;
  private final Map<String, JsonNode> assigned = new TreeMap<>();

  /**
   * @param enteredAt the id of the event that tells of the entry
   */
  Visit(
      Execution execution,
      String name,
      JsonNode state,
      JsonNode input,
      Branch branch,
      long enteredAt) {
    this.enteredAt = enteredAt;
    this.execution = execution;
    this.name = name;
    this.state = state;
    this.input = input;
    this.branch = branch;
  }

  Execution execution() {
    return execution;
  }

  String name() {
    return name;
  }

  String type() {
    return state.path("Type").asText();
  }

  JsonNode state() {
    return state;
  }

  JsonNode input() {
    return input;
  }

  Branch branch() {
    return branch;
  }

  private ObjectNode states(
      Optional<JsonNode> result, Optional<JsonNode> error, Optional<String> token, int retries) {
    ObjectNode states = execution.newObject();
    states.set("input", input);
    states.set("context", execution.context(name, branch, token, retries));
    result.ifPresent(value -> states.set("result", value));
    error.ifPresent(value -> states.set("errorOutput", value));
    return states;
  }

  /** Evaluates one of the state's fields. */
  JsonNode evaluate(String field, JsonNode template, Optional<String> token, int retries) {
    return evaluate(field, template, states(Optional.empty(), Optional.empty(), token, retries));
  }

  JsonNode evaluate(String field, JsonNode template, ObjectNode states) {
    try {
      return Expressions.evaluate(template, field, states, branch.scope());
    } catch (StateFailure failure) {
      throw located(failure, failure.location().isEmpty() ? field : failure.location());
    }
  }

  StateFailure located(StateFailure failure, String field) {
    String cause =
        "An error occurred while executing the state '"
            + name
            + "' (entered at the event id #"
            + enteredAt
            + "). "
            + failure.reason();
    ObjectNode details = History.details();
    details.put("cause", cause);
    details.put("error", failure.error());
    if (!field.isEmpty()) {
      details.put("location", field);
    }
    details.put("state", name);
    execution
        .history()
        .add(branch.trail(), "EvaluationFailed", "evaluationFailedEventDetails", details);
    return new StateFailure(failure.error(), cause);
  }

  Optional<JsonNode> output(Optional<JsonNode> result) {
    return state.has("Output")
        ? Optional.of(
            evaluate(
                "Output",
                state.path("Output"),
                states(result, Optional.empty(), Optional.empty(), 0)))
        : Optional.empty();
  }

  /** Assigns variables, evaluates the output, and goes to the next state. */
  Step finish(JsonNode fallback, Optional<JsonNode> result) {
    ObjectNode states = states(result, Optional.empty(), Optional.empty(), 0);
    // Assign and Output see the variables as they were before
    JsonNode values = evaluate("Assign", state.path("Assign"), states);
    JsonNode output = output(result).orElse(fallback);
    assign(values);
    return new Step(
        Execution.limited(output, name),
        state.has("Next") ? Optional.of(state.path("Next").asText()) : Optional.empty());
  }

  private void assign(JsonNode values) {
    for (Map.Entry<String, JsonNode> value : values.properties()) {
      branch.scope().assign(value.getKey(), value.getValue());
      assigned.put(value.getKey(), value.getValue());
    }
  }

  void recordAssigned(ObjectNode exited) {
    if (!assigned.isEmpty()) {
      ObjectNode variables = exited.putObject("assignedVariables");
      assigned.forEach((variable, value) -> variables.put(variable, value.toString()));
      exited.putObject("assignedVariablesDetails").put("truncated", false);
    }
  }

  /** The first choice whose condition holds, or the default. */
  Step choose() {
    int index = 0;
    for (JsonNode choice : state.path("Choices")) {
      String field = "Choices[" + index + "]/Condition";
      JsonNode holds = evaluate(field, choice.path("Condition"), Optional.empty(), 0);
      if (!holds.isBoolean()) {
        throw unexpectedType(field, choice.path("Condition"), "boolean", holds);
      }
      if (holds.booleanValue()) {
        return chosen(choice, choice.path("Next").asText());
      }
      index++;
    }
    if (!state.has("Default")) {
      throw new StateFailure(
          "States.NoChoiceMatched", "No choice rule matched and no default state specified.");
    }
    return chosen(state, state.path("Default").asText());
  }

  /** A field's expression returned something of another type than the field needs. */
  StateFailure unexpectedType(String field, JsonNode template, String expected, JsonNode value) {
    return located(
        new StateFailure(
            StateFailure.QUERY,
            "The JSONata expression '"
                + template.asText().replaceAll("^\\{%\\s*|\\s*%}$", "")
                + "' specified for the field '"
                + field
                + "' returned an unexpected result type. Expected '"
                + expected
                + "', but was '"
                + value.getNodeType().name().toLowerCase(Locale.ROOT)
                + "' for value: "
                + value),
        field);
  }

  private Step chosen(JsonNode source, String next) {
    ObjectNode states = states(Optional.empty(), Optional.empty(), Optional.empty(), 0);
    JsonNode values = evaluate("Assign", source.path("Assign"), states);
    JsonNode output =
        source.has("Output") ? evaluate("Output", source.path("Output"), states) : input;
    assign(values);
    return new Step(output, Optional.of(next));
  }

  StateFailure failed() {
    JsonNode error = evaluate("Error", state.path("Error"), Optional.empty(), 0);
    JsonNode cause = evaluate("Cause", state.path("Cause"), Optional.empty(), 0);
    return new StateFailure(error.asText(), cause.isMissingNode() ? null : cause.asText());
  }

  /** Waits as the state says. */
  void pause() {
    if (state.has("Seconds")) {
      execution.sleep(
          Duration.ofSeconds(
              evaluate("Seconds", state.path("Seconds"), Optional.empty(), 0).asLong()));
      return;
    }
    JsonNode timestamp = evaluate("Timestamp", state.path("Timestamp"), Optional.empty(), 0);
    try {
      Instant until = Instant.parse(timestamp.asText());
      execution.sleep(Duration.between(execution.runner().timeline().instant(), until));
    } catch (DateTimeParseException e) {
      throw located(
          new StateFailure(
              StateFailure.QUERY,
              "The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: "
                  + timestamp.asText()),
          "Timestamp");
    }
  }

  /** Where a failure leads by {@code Catch}, or nothing. */
  Optional<Step> caught(StateFailure failure) {
    for (JsonNode rule : state.path("Catch")) {
      if (Retrier.matches(rule, failure)) {
        ObjectNode error = execution.newObject();
        error.put("Error", failure.error());
        if (failure.reason() != null) {
          error.put("Cause", failure.reason());
        }
        ObjectNode states = states(Optional.empty(), Optional.of(error), Optional.empty(), 0);
        JsonNode values = evaluate("Assign", rule.path("Assign"), states);
        JsonNode output =
            rule.has("Output") ? evaluate("Output", rule.path("Output"), states) : error;
        assign(values);
        return Optional.of(new Step(output, Optional.of(rule.path("Next").asText())));
      }
    }
    return Optional.empty();
  }
}
