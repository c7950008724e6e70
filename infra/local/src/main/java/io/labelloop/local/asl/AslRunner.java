package io.labelloop.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Interprets state machines in this process, on an injected timeline. The work of tasks runs on as
 * many threads as it is given; everything else costs no time.
 */
public final class AslRunner implements AutoCloseable {
  static final String REGION = "us-east-1";
  static final String ACCOUNT = "000000000000";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Timeline timeline;
  private final Map<String, StateMachine> machines;
  private final Map<String, LambdaFunction> functions;
  private final ObjectReader objects;
  private final ExecutionObserver observer;
  private final ServiceCalls calls;
  private final long seed;
  private final ExecutorService workers;
  private final AtomicLong tokens = new AtomicLong();
  private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();
  private final Set<String> named = ConcurrentHashMap.newKeySet();

  /**
   * @param machines by the name or ARN that a task calls them by
   * @param functions by the name or ARN that a task calls them by
   * @param calls what stands between tasks and services
   * @param seed of the jitter between retries
   * @param threads how many tasks work at the same time
   */
  public AslRunner(
      Timeline timeline,
      Map<String, StateMachine> machines,
      Map<String, LambdaFunction> functions,
      ObjectReader objects,
      ExecutionObserver observer,
      ServiceCalls calls,
      long seed,
      int threads) {
    this.timeline = timeline;
    this.calls = calls;
    this.machines = Map.copyOf(machines);
    this.functions = Map.copyOf(functions);
    this.objects = objects;
    this.observer = observer;
    this.seed = seed;
    this.workers =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("task-", 0).factory());
  }

  /** Runs an execution to its end. */
  public ExecutionResult run(String machine, String name, JsonNode input) {
    return run(new Execution(this, machine(machine), name, input, Optional.empty()));
  }

  /**
   * Redrives an execution that failed: it goes on at the state that failed, with what this was
   * given and the variables as they were, and counts its retries and its time anew.
   *
   * <p>Unlike the service, it enters the state anew in its history, and it runs the whole of a Map
   * or Parallel state again, with the items and branches that had succeeded.
   *
   * @param input what the execution was started with
   * @param failed where it failed
   */
  public ExecutionResult redrive(String machine, String name, JsonNode input, Redrivable failed) {
    return run(new Execution(this, machine(machine), name, input, Optional.of(failed)));
  }

  private ExecutionResult run(Execution execution) {
    timeline.enter();
    try {
      return execution.run();
    } finally {
      timeline.leave();
    }
  }

  /** Lets the task that waits for a token succeed. */
  public void taskSucceeded(String token, JsonNode output) {
    answer(token, new TaskCall.Answer.Value(output));
  }

  /** Lets the task that waits for a token fail. */
  public void taskFailed(String token, String error, String cause) {
    answer(token, new TaskCall.Answer.Failure(new StateFailure(error, cause)));
  }

  /** Tells the task that waits for a token that work goes on. */
  public void heartbeat(String token) {
    find(token).sign(timeline.instant());
  }

  private void answer(String token, TaskCall.Answer answer) {
    if (!find(token).answer().complete(answer)) {
      throw new InvalidTokenException(token);
    }
  }

  private Waiting find(String token) {
    return Optional.ofNullable(waiting.get(token))
        .orElseThrow(() -> new InvalidTokenException(token));
  }

  /** A task that waits for whoever has its token. */
  static final class Waiting {
    private final String token;
    private volatile Timeline.Signal<TaskCall.Answer> answer;
    private volatile Instant lastSign;

    private Waiting(String token, Timeline timeline) {
      this.token = token;
      this.answer = timeline.signal();
      this.lastSign = timeline.instant();
    }

    String token() {
      return token;
    }

    Timeline.Signal<TaskCall.Answer> answer() {
      return answer;
    }

    Instant lastSign() {
      return lastSign;
    }

    private void sign(Instant at) {
      lastSign = at;
    }

    /**
     * After a wait that ended at an old heartbeat deadline: a signal that has expired brings
     * nothing more.
     */
    void renew(Timeline timeline) {
      answer = timeline.signal();
    }
  }

  Waiting newToken() {
    var own = new Waiting("token-" + tokens.incrementAndGet(), timeline);
    waiting.put(own.token(), own);
    return own;
  }

  void forget(String token) {
    waiting.remove(token);
  }

  /** Starts work on a thread of its own; the signal brings what came of it. */
  Timeline.Signal<TaskCall.Answer> work(ServiceCalls.Call work) {
    Timeline.Signal<TaskCall.Answer> signal = timeline.signal();
    timeline.enter();
    workers.execute(
        () -> {
          try {
            signal.complete(answerOf(work));
          } finally {
            timeline.leave();
          }
        });
    return signal;
  }

  private static TaskCall.Answer answerOf(ServiceCalls.Call work) {
    try {
      return new TaskCall.Answer.Value(work.run());
    } catch (FunctionError error) {
      return new TaskCall.Answer.Failure(new StateFailure(error.error(), error.getMessage()));
    } catch (Exception thrown) {
      ObjectNode cause = JSON.createObjectNode();
      cause.put("errorMessage", String.valueOf(thrown.getMessage()));
      cause.put("errorType", thrown.getClass().getName());
      return new TaskCall.Answer.Failure(
          new StateFailure(thrown.getClass().getName(), cause.toString()));
    }
  }

  /**
   * Starts another state machine, and waits for its end where the task does. A name is given once,
   * as on the service for 90 days.
   */
  JsonNode nested(JsonNode arguments, boolean wait) {
    StateMachine machine = machine(arguments.path("StateMachineArn").asText());
    String name = arguments.path("Name").asText("execution-" + tokens.incrementAndGet());
    if (!named.add(machine.name() + ":" + name)) {
      throw new StateFailure(
          "StepFunctions.ExecutionAlreadyExistsException",
          "Execution Already Exists: '" + machine.name() + ":" + name + "'");
    }
    ObjectNode answer = JSON.createObjectNode();
    answer.put("ExecutionArn", arn("states", "execution:" + machine.name() + ":" + name));
    answer.put("StartDate", timeline.instant().toString());
    var execution = new Execution(this, machine, name, arguments.path("Input"), Optional.empty());
    if (!wait) {
      timeline.enter();
      Thread unused =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      execution.run();
                    } finally {
                      timeline.leave();
                    }
                  });
      return answer;
    }
    ExecutionResult result = execution.run();
    answer.put("Name", name);
    answer.put("StateMachineArn", arn("states", "stateMachine:" + machine.name()));
    answer.put("Status", result.status().name());
    if (result.status() != ExecutionResult.Status.SUCCEEDED) {
      result.error().ifPresent(error -> answer.put("Error", error));
      result.cause().ifPresent(cause -> answer.put("Cause", cause));
      throw new StateFailure("States.TaskFailed", answer.toString());
    }
    answer.set("Output", result.output().orElseThrow());
    return answer;
  }

  /** Runs an item of a Distributed Map as an execution of its own. */
  JsonNode child(Execution parent, Visit visit, JsonNode input, int index) {
    JsonNode processor = visit.state().path("ItemProcessor");
    var machine = StateMachine.ofChecked(visit.name(), processor);
    ExecutionResult result =
        new Execution(
                this,
                machine,
                parent.name() + "-" + visit.name() + "-" + index,
                input,
                Optional.empty())
            .run();
    return result
        .output()
        .orElseThrow(
            () ->
                new StateFailure(
                    result.error().orElse(StateFailure.RUNTIME), result.cause().orElse(null)));
  }

  Timeline timeline() {
    return timeline;
  }

  ServiceCalls calls() {
    return calls;
  }

  ObjectReader objects() {
    return objects;
  }

  ExecutionObserver observer() {
    return observer;
  }

  /** A source of jitter for an execution, which does not depend on what other executions do. */
  RandomGenerator randomOf(String execution) {
    return new Random(seed ^ execution.hashCode());
  }

  LambdaFunction function(String name) {
    return Optional.ofNullable(functions.get(name))
        .orElseThrow(
            () ->
                new FunctionError(
                    "Lambda.ResourceNotFoundException", "Function not found: " + name));
  }

  private StateMachine machine(String name) {
    return Optional.ofNullable(machines.get(name))
        .orElseThrow(
            () ->
                new StateFailure(
                    "StepFunctions.StateMachineDoesNotExistException",
                    "no state machine '" + name + "'"));
  }

  String arn(String service, String resource) {
    return "arn:aws:" + service + ":" + REGION + ":" + ACCOUNT + ":" + resource;
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
