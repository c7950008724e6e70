package io.labelloop.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.labelloop.local.asl.Execution.Branch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;

/**
 * The branches of a Parallel state and the items of a Map state; results come in their order,
 * whoever ends first.
 */
final class Branches {
  private static final int MAX_CHILDREN = 10_000;

  private final Visit visit;
  private final Execution execution;
  private final History history;

  Branches(Visit visit) {
    this.visit = visit;
    this.execution = visit.execution();
    this.history = execution.history();
  }

  JsonNode parallel() {
    JsonNode input =
        visit.state().has("Arguments")
            ? visit.evaluate("Arguments", visit.state().path("Arguments"), Optional.empty(), 0)
            : visit.input();
    history.add(visit.branch().trail(), "ParallelStateStarted");
    JsonNode branches = visit.state().path("Branches");
    boolean waits = false;
    for (JsonNode branch : branches) {
      waits |= Execution.waits(branch);
    }
    History.Trail start = visit.branch().trail();
    List<TaskCall.Answer> answers =
        all(
            branches.size(),
            waits ? branches.size() : 1,
            waits,
            i ->
                execution.runStates(
                    branches.get(i),
                    input,
                    visit
                        .branch()
                        .in(
                            new Scope(Optional.of(visit.branch().scope())),
                            start.fork(),
                            Optional.empty())));
    ArrayNode result = execution.newArray();
    for (TaskCall.Answer answer : answers) {
      switch (answer) {
        case TaskCall.Answer.Value value -> result.add(value.value());
        case TaskCall.Answer.Failure failure -> {
          history.add(visit.branch().trail(), "ParallelStateFailed");
          throw failure.failure();
        }
      }
    }
    history.add(visit.branch().trail(), "ParallelStateSucceeded");
    return result;
  }

  JsonNode map() {
    boolean distributed =
        visit.state().at("/ItemProcessor/ProcessorConfig/Mode").asText().equals("DISTRIBUTED");
    JsonNode items;
    try {
      items = MapItems.of(visit);
    } catch (StateFailure failure) {
      history.add(visit.branch().trail(), "MapStateFailed");
      throw failure;
    }
    ObjectNode started = History.details();
    started.put("length", items.size());
    history.add(visit.branch().trail(), "MapStateStarted", "mapStateStartedEventDetails", started);
    JsonNode processor = visit.state().path("ItemProcessor");
    boolean waits = distributed || Execution.waits(processor);
    int concurrency =
        visit.state().has("MaxConcurrency")
            ? visit
                .evaluate(
                    "MaxConcurrency", visit.state().path("MaxConcurrency"), Optional.empty(), 0)
                .asInt()
            : 0;
    if (concurrency <= 0) {
      concurrency = waits ? MAX_CHILDREN : 1;
    }
    List<TaskCall.Answer> answers =
        all(
            items.size(),
            concurrency,
            waits,
            i -> distributed ? child(items.get(i), i) : iteration(items.get(i), i));
    return collected(answers, distributed);
  }

  private JsonNode collected(List<TaskCall.Answer> answers, boolean distributed) {
    ArrayNode result = execution.newArray();
    int failures = 0;
    for (TaskCall.Answer answer : answers) {
      switch (answer) {
        case TaskCall.Answer.Value value -> result.add(value.value());
        case TaskCall.Answer.Failure failure -> {
          failures++;
          if (!distributed) {
            history.add(visit.branch().trail(), "MapStateFailed");
            throw failure.failure();
          }
        }
      }
    }
    if (failures > tolerated(answers.size())) {
      history.add(visit.branch().trail(), "MapStateFailed");
      throw new StateFailure(
          StateFailure.THRESHOLD,
          "The specified tolerated failure threshold was exceeded: "
              + failures
              + " of "
              + answers.size()
              + " failed");
    }
    history.add(visit.branch().trail(), "MapStateSucceeded");
    return result;
  }

  private double tolerated(int total) {
    double count = number("ToleratedFailureCount");
    double share = number("ToleratedFailurePercentage") / 100 * total;
    return Math.max(count, share);
  }

  private double number(String field) {
    return visit.state().has(field)
        ? visit.evaluate(field, visit.state().path(field), Optional.empty(), 0).asDouble()
        : 0;
  }

  private ObjectNode item(JsonNode value, int index) {
    ObjectNode item = execution.newObject();
    item.put("Index", index);
    item.set("Value", value);
    return item;
  }

  private JsonNode selected(JsonNode value, ObjectNode item) {
    if (!visit.state().has("ItemSelector")) {
      return value;
    }
    Branch inItem =
        visit.branch().in(visit.branch().scope(), visit.branch().trail(), Optional.of(item));
    return new Visit(
            execution,
            visit.name(),
            visit.state(),
            visit.input(),
            inItem,
            visit.branch().trail().last())
        .evaluate("ItemSelector", visit.state().path("ItemSelector"), Optional.empty(), 0);
  }

  private JsonNode iteration(JsonNode value, int index) {
    History.Trail trail = visit.branch().trail().fork();
    ObjectNode details = History.details();
    details.put("index", index);
    details.put("name", visit.name());
    history.add(trail, "MapIterationStarted", "mapIterationStartedEventDetails", details);
    ObjectNode item = item(value, index);
    try {
      JsonNode result =
          execution.runStates(
              visit.state().path("ItemProcessor"),
              selected(value, item),
              visit
                  .branch()
                  .in(new Scope(Optional.of(visit.branch().scope())), trail, Optional.of(item)));
      history.add(
          trail, "MapIterationSucceeded", "mapIterationSucceededEventDetails", details.deepCopy());
      return result;
    } catch (StateFailure failure) {
      history.add(
          trail, "MapIterationFailed", "mapIterationFailedEventDetails", details.deepCopy());
      throw failure;
    } finally {
      visit.branch().trail().join(trail);
    }
  }

  /** A child execution of its own, which does not see the variables around it. */
  private JsonNode child(JsonNode value, int index) {
    return execution.runner().child(execution, visit, selected(value, item(value, index)), index);
  }

  /** Runs all, one after another or side by side, and returns what came of each. */
  private List<TaskCall.Answer> all(
      int count, int concurrency, boolean threads, IntFunction<JsonNode> work) {
    List<TaskCall.Answer> answers = new ArrayList<>();
    if (!threads) {
      for (int i = 0; i < count; i++) {
        answers.add(answer(work, i));
        if (answers.getLast() instanceof TaskCall.Answer.Failure) {
          break;
        }
      }
      return answers;
    }
    Timeline timeline = execution.runner().timeline();
    var room = new Semaphore(concurrency);
    List<Timeline.Signal<TaskCall.Answer>> signals = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int index = i;
      Timeline.Signal<TaskCall.Answer> signal = timeline.signal();
      signals.add(signal);
      if (!room.tryAcquire()) {
        // the oldest one that still runs has to end first
        answers.add(await(timeline, signals.get(answers.size())));
        room.acquireUninterruptibly();
      }
      timeline.enter();
      Thread unused =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      TaskCall.Answer answer = answer(work, index);
                      room.release();
                      signal.complete(answer);
                    } finally {
                      timeline.leave();
                    }
                  });
    }
    while (answers.size() < count) {
      answers.add(await(timeline, signals.get(answers.size())));
    }
    return answers;
  }

  private static TaskCall.Answer await(Timeline timeline, Timeline.Signal<TaskCall.Answer> signal) {
    try {
      return timeline.await(signal, Optional.empty());
    } catch (java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException("there was no deadline", e);
    }
  }

  private static TaskCall.Answer answer(IntFunction<JsonNode> work, int index) {
    try {
      return new TaskCall.Answer.Value(work.apply(index));
    } catch (StateFailure failure) {
      return new TaskCall.Answer.Failure(failure);
    } catch (RuntimeException bug) {
      return new TaskCall.Answer.Failure(
          new StateFailure(StateFailure.RUNTIME, String.valueOf(bug)));
    }
  }
}
