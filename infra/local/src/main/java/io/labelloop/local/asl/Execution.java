package io.labelloop.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.labelloop.local.asl.Beginning.Position;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** One run of a state machine: walks from state to state, and writes its history. */
final class Execution {
  /** The largest input or output of a state, in bytes. */
  static final int MAX_PAYLOAD = 262_144;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> WAITS = Set.of("Task", "Wait", "Map", "Parallel");

  private final AslRunner runner;
  private final StateMachine machine;
  private final String name;
  private final JsonNode input;
  private final History history;
  private final RandomGenerator random;
  private final Beginning beginning;
  private Position position;

  /**
   * @param failed where it goes on, if it is redriven
   */
  Execution(
      AslRunner runner,
      StateMachine machine,
      String name,
      JsonNode input,
      Optional<Redrivable> failed) {
    this.runner = runner;
    this.machine = machine;
    this.name = name;
    this.input = input;
    this.beginning = new Beginning(runner.timeline().instant(), failed);
    this.history = new History(runner.timeline(), beginning.history());
    this.random = runner.randomOf(name);
    this.position = beginning.position(machine, input);
  }

  AslRunner runner() {
    return runner;
  }

  History history() {
    return history;
  }

  String name() {
    return name;
  }

  /** The name of its state machine. */
  String machine() {
    return machine.name();
  }

  /**
   * A branch of the execution: its place in the history, its variables, and the map item that it is
   * for.
   */
  record Branch(
      History.Trail trail, Scope scope, Optional<ObjectNode> mapItem, Optional<Instant> deadline) {
    Branch in(Scope inner, History.Trail own, Optional<ObjectNode> item) {
      return new Branch(own, inner, item.isPresent() ? item : mapItem, deadline);
    }
  }

  /** Runs to the end. */
  ExecutionResult run() {
    var trail = new History.Trail(beginning.history().size());
    Scope variables = beginning.variables();
    tellBeginning(trail);
    // of a redriven execution, the time begins anew
    Optional<Instant> deadline =
        machine.definition().has("TimeoutSeconds")
            ? Optional.of(
                beginning.at().plusSeconds(machine.definition().path("TimeoutSeconds").asLong()))
            : Optional.empty();
    try {
      JsonNode output =
          walk(
              machine.definition(),
              position,
              new Branch(trail, variables, Optional.empty(), deadline),
              next -> position = next);
      history.add(
          trail,
          "ExecutionSucceeded",
          "executionSucceededEventDetails",
          History.payload(History.details(), "output", output));
      return ExecutionResult.succeeded(output, history.events());
    } catch (StateFailure failure) {
      ObjectNode failed = History.details();
      if (failure.reason() != null) {
        failed.put("cause", failure.reason());
      }
      if (!failure.error().isEmpty()) {
        failed.put("error", failure.error());
      }
      history.add(trail, "ExecutionFailed", "executionFailedEventDetails", failed);
      return ExecutionResult.failed(failure, beginning.failedAt(position, variables, history));
    }
  }

  private void tellBeginning(History.Trail trail) {
    if (beginning.failed().isPresent()) {
      history.add(
          trail, "ExecutionRedriven", "executionRedrivenEventDetails", beginning.redriven());
      return;
    }
    ObjectNode started = History.payload(History.details(), "input", input);
    started.put(
        "roleArn",
        runner.arn("iam", "role/" + machine.name()).replace(":" + AslRunner.REGION + ":", "::"));
    history.add(trail, "ExecutionStarted", "executionStartedEventDetails", started);
  }

  /** Walks from a level's first state to its last, and returns the last one's output. */
  JsonNode runStates(JsonNode level, JsonNode levelInput, Branch branch) {
    return walk(level, Position.first(level, levelInput), branch, next -> {});
  }

  private JsonNode walk(JsonNode level, Position from, Branch branch, Consumer<Position> entered) {
    Position at = from;
    while (true) {
      entered.accept(at);
      Step step = runState(at.state(), level.path("States").path(at.state()), at.input(), branch);
      if (step.next().isEmpty()) {
        return step.output();
      }
      at = new Position(step.next().get(), step.output());
    }
  }

  /** What a state led to. */
  record Step(JsonNode output, Optional<String> next) {}

  private Step runState(String stateName, JsonNode state, JsonNode stateInput, Branch branch) {
    String type = state.path("Type").asText();
    runner.observer().entered(this.machine.name(), name, stateName);
    ObjectNode entered = History.payload(History.details(), "input", stateInput);
    entered.put("name", stateName);
    history.add(branch.trail(), type + "StateEntered", "stateEnteredEventDetails", entered);
    var visit = new Visit(this, stateName, state, stateInput, branch, branch.trail().last());
    var retrier = new Retrier(state.path("Retry"), random);
    int retries = 0;
    while (true) {
      try {
        return exit(
            visit,
            switch (type) {
              case "Pass" -> visit.finish(stateInput, Optional.empty());
              case "Succeed" ->
                  new Step(visit.output(Optional.empty()).orElse(stateInput), Optional.empty());
              case "Fail" -> throw visit.failed();
              case "Choice" -> visit.choose();
              case "Wait" -> {
                visit.pause();
                yield visit.finish(stateInput, Optional.empty());
              }
              case "Task" -> {
                JsonNode result = new TaskCall(visit, retries).result();
                yield visit.finish(result, Optional.of(result));
              }
              case "Parallel" -> {
                JsonNode result = new Branches(visit).parallel();
                yield visit.finish(result, Optional.of(result));
              }
              case "Map" -> {
                JsonNode result = new Branches(visit).map();
                yield visit.finish(result, Optional.of(result));
              }
              default ->
                  throw new IllegalStateException(
                      "the definition was checked, but has type " + type);
            });
      } catch (StateFailure failure) {
        Optional<Duration> delay = retrier.next(failure);
        if (delay.isPresent()) {
          retries++;
          sleep(delay.get());
        } else {
          return exit(visit, visit.caught(failure).orElseThrow(() -> failure));
        }
      }
    }
  }

  private Step exit(Visit visit, Step step) {
    ObjectNode exited = History.details();
    exited.put("name", visit.name());
    History.payload(exited, "output", step.output());
    visit.recordAssigned(exited);
    history.add(
        visit.branch().trail(), visit.type() + "StateExited", "stateExitedEventDetails", exited);
    runner.observer().exited(machine.name(), name, visit.name());
    return step;
  }

  void sleep(Duration duration) {
    Timeline timeline = runner.timeline();
    try {
      timeline.await(timeline.<Boolean>signal(), Optional.of(timeline.instant().plus(duration)));
    } catch (TimeoutException expected) {
      // nobody brings the signal: the deadline is what was waited for
    }
  }

  /** The value of {@code $states.context}. */
  ObjectNode context(String stateName, Branch branch, Optional<String> token, int retries) {
    ObjectNode context = JSON.createObjectNode();
    ObjectNode execution = context.putObject("Execution");
    execution.put("Id", runner.arn("states", "execution:" + machine.name() + ":" + name));
    execution.set("Input", input);
    execution.put("Name", name);
    execution.put("RoleArn", "arn:aws:iam::" + AslRunner.ACCOUNT + ":role/" + machine.name());
    beginning.describe(execution);
    ObjectNode state = context.putObject("State");
    state.put("Name", stateName);
    state.put("EnteredTime", runner.timeline().instant().toString());
    state.put("RetryCount", retries);
    ObjectNode stateMachine = context.putObject("StateMachine");
    stateMachine.put("Id", runner.arn("states", "stateMachine:" + machine.name()));
    stateMachine.put("Name", machine.name());
    token.ifPresent(value -> context.putObject("Task").put("Token", value));
    branch.mapItem().ifPresent(item -> context.putObject("Map").set("Item", item));
    return context;
  }

  /** Refuses what the service would not carry. */
  static JsonNode limited(JsonNode value, String stateName) {
    if (value.toString().getBytes(StandardCharsets.UTF_8).length > MAX_PAYLOAD) {
      throw new StateFailure(
          StateFailure.LIMIT,
          "The state/task '"
              + stateName
              + "' returned a result with a size exceeding the maximum number of bytes service limit.");
    }
    return value;
  }

  /**
   * Whether a level holds a state that waits or works, so that its branches should run side by
   * side.
   */
  static boolean waits(JsonNode level) {
    for (JsonNode state : level.path("States")) {
      if (WAITS.contains(state.path("Type").asText())) {
        return true;
      }
    }
    return false;
  }

  ArrayNode newArray() {
    return JSON.createArrayNode();
  }

  ObjectNode newObject() {
    return JSON.createObjectNode();
  }
}
