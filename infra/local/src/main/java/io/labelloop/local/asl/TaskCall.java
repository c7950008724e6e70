package io.labelloop.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** One try of a task: calls what it names, and waits for the answer as long as it may. */
final class TaskCall {
  private static final String TOKEN = ".waitForTaskToken";

  private final Visit visit;
  private final int retries;
  private final AslRunner runner;
  private final Timeline timeline;
  private final History history;
  private final Instant startedAt;

  TaskCall(Visit visit, int retries) {
    this.visit = visit;
    this.retries = retries;
    this.runner = visit.execution().runner();
    this.timeline = runner.timeline();
    this.history = visit.execution().history();
    this.startedAt = timeline.instant();
  }

  /** The answer to a call: a value or a failure. */
  sealed interface Answer {
    record Value(JsonNode value) implements Answer {}

    record Failure(StateFailure failure) implements Answer {}
  }

  JsonNode result() {
    String resource = visit.state().path("Resource").asText();
    if (resource.startsWith("arn:aws:lambda:")) {
      return direct(resource);
    }
    boolean token = resource.endsWith(TOKEN);
    Optional<AslRunner.Waiting> waiting = token ? Optional.of(runner.newToken()) : Optional.empty();
    JsonNode arguments =
        visit.evaluate(
            "Arguments",
            visit.state().path("Arguments"),
            waiting.map(AslRunner.Waiting::token),
            retries);
    Execution.limited(arguments, visit.name());
    String[] parts = resource.replaceFirst("arn:aws:states:::", "").split("(?<!aws-sdk):", 2);
    ObjectNode scheduled = details(parts);
    scheduled.put("region", AslRunner.REGION);
    scheduled.put("parameters", arguments.toString());
    seconds("TimeoutSeconds")
        .ifPresent(limit -> scheduled.put("timeoutInSeconds", limit.toSeconds()));
    seconds("HeartbeatSeconds")
        .ifPresent(limit -> scheduled.put("heartbeatInSeconds", limit.toSeconds()));
    history.add(visit.branch().trail(), "TaskScheduled", "taskScheduledEventDetails", scheduled);
    history.add(visit.branch().trail(), "TaskStarted", "taskStartedEventDetails", details(parts));
    try {
      JsonNode answer =
          waiting.isPresent()
              ? withToken(resource.replace(TOKEN, ""), arguments, waiting.get())
              : answerOf(resource, arguments);
      history.add(
          visit.branch().trail(),
          "TaskSucceeded",
          "taskSucceededEventDetails",
          History.payload(details(parts), "output", answer));
      return Execution.limited(answer, visit.name());
    } catch (StateFailure failure) {
      ObjectNode failed = details(parts);
      boolean timeout = failure.error().equals(StateFailure.TIMEOUT);
      if (failure.reason() != null) {
        failed.put("cause", failure.reason());
      }
      failed.put("error", failure.error());
      history.add(
          visit.branch().trail(),
          timeout ? "TaskTimedOut" : "TaskFailed",
          timeout ? "taskTimedOutEventDetails" : "taskFailedEventDetails",
          failed);
      throw failure;
    }
  }

  private static ObjectNode details(String[] parts) {
    ObjectNode details = History.details();
    details.put("resource", parts[parts.length - 1]);
    details.put("resourceType", parts[0]);
    return details;
  }

  private JsonNode direct(String resource) {
    JsonNode arguments =
        visit.state().has("Arguments")
            ? visit.evaluate(
                "Arguments", visit.state().path("Arguments"), Optional.empty(), retries)
            : visit.input();
    ObjectNode scheduled = History.payload(History.details(), "input", arguments);
    scheduled.put("resource", resource);
    history.add(
        visit.branch().trail(),
        "LambdaFunctionScheduled",
        "lambdaFunctionScheduledEventDetails",
        scheduled);
    history.add(visit.branch().trail(), "LambdaFunctionStarted");
    try {
      JsonNode answer = await(() -> runner.function(resource).invoke(arguments));
      history.add(
          visit.branch().trail(),
          "LambdaFunctionSucceeded",
          "lambdaFunctionSucceededEventDetails",
          History.payload(History.details(), "output", answer));
      return Execution.limited(answer, visit.name());
    } catch (StateFailure failure) {
      ObjectNode failed = History.details();
      failed.put("cause", failure.reason());
      failed.put("error", failure.error());
      history.add(
          visit.branch().trail(),
          "LambdaFunctionFailed",
          "lambdaFunctionFailedEventDetails",
          failed);
      throw failure;
    }
  }

  private JsonNode answerOf(String resource, JsonNode arguments) {
    return switch (resource) {
      case "arn:aws:states:::lambda:invoke" -> invoked(arguments);
      case "arn:aws:states:::states:startExecution.sync:2",
          "arn:aws:states:::states:startExecution" ->
          nested(arguments, resource.endsWith(":2"));
      case "arn:aws:states:::aws-sdk:s3:getObject" -> object(arguments);
      case "arn:aws:states:::aws-sdk:sfn:sendTaskFailure" -> failureSent(arguments);
      default ->
          throw new IllegalStateException(
              "the definition was checked, but has resource " + resource);
    };
  }

  /** An execution is no work of this machine's: it takes its own time, on this thread. */
  private JsonNode nested(JsonNode arguments, boolean wait) {
    try {
      return called(() -> runner.nested(arguments, wait)).run();
    } catch (FunctionError error) {
      throw new StateFailure(error.error(), error.getMessage());
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception checked) {
      throw new IllegalStateException("starting an execution throws nothing checked", checked);
    }
  }

  private ServiceCalls.Call called(ServiceCalls.Call call) {
    return () -> runner.calls().around(visit.execution().machine(), visit.name(), call);
  }

  private JsonNode invoked(JsonNode arguments) {
    JsonNode payload =
        await(
            called(
                () ->
                    runner
                        .function(arguments.path("FunctionName").asText())
                        .invoke(arguments.path("Payload"))));
    ObjectNode answer = visit.execution().newObject();
    answer.put("ExecutedVersion", "$LATEST");
    answer.set("Payload", payload);
    answer.put("StatusCode", 200);
    return answer;
  }

  private JsonNode object(JsonNode arguments) {
    byte[] content =
        runner
            .objects()
            .read(arguments.path("Bucket").asText(), arguments.path("Key").asText())
            .orElseThrow(
                () ->
                    new StateFailure(
                        "S3.NoSuchKeyException",
                        "The specified key does not exist. (Service: S3, Status Code: 404)"));
    ObjectNode answer = visit.execution().newObject();
    answer.put("Body", new String(content, java.nio.charset.StandardCharsets.UTF_8));
    answer.put("ContentLength", content.length);
    return answer;
  }

  private JsonNode failureSent(JsonNode arguments) {
    return await(
        called(
            () -> {
              try {
                runner.taskFailed(
                    arguments.path("TaskToken").asText(),
                    arguments.path("Error").asText(),
                    arguments.path("Cause").asText());
              } catch (InvalidTokenException ended) {
                throw new FunctionError(
                    "Sfn.InvalidTokenException", String.valueOf(ended.getMessage()));
              }
              return visit.execution().newObject();
            }));
  }

  /** Calls a service and waits for whoever has the token; the service's answer does not matter. */
  private JsonNode withToken(String resource, JsonNode arguments, AslRunner.Waiting waiting) {
    try {
      JsonNode unused = answerOf(resource, arguments);
      while (true) {
        Optional<Instant> deadline = deadline();
        Optional<Instant> heartbeat = seconds("HeartbeatSeconds").map(waiting.lastSign()::plus);
        boolean heartbeatFirst =
            heartbeat.isPresent()
                && (deadline.isEmpty() || heartbeat.get().isBefore(deadline.get()));
        try {
          return unpack(timeline.await(waiting.answer(), heartbeatFirst ? heartbeat : deadline));
        } catch (TimeoutException e) {
          if (!heartbeatFirst) {
            throw timedOut();
          }
          if (!waiting
              .lastSign()
              .plus(seconds("HeartbeatSeconds").orElseThrow())
              .isAfter(timeline.instant())) {
            throw new StateFailure(StateFailure.HEARTBEAT, null);
          }
          waiting.renew(timeline);
        }
      }
    } finally {
      runner.forget(waiting.token());
    }
  }

  private static StateFailure timedOut() {
    return new StateFailure(StateFailure.TIMEOUT, null);
  }

  private Optional<Instant> deadline() {
    Optional<Instant> own = seconds("TimeoutSeconds").map(startedAt::plus);
    Optional<Instant> all = visit.branch().deadline();
    return own.isPresent() && all.isPresent()
        ? Optional.of(own.get().isBefore(all.get()) ? own.get() : all.get())
        : own.or(() -> all);
  }

  private Optional<Duration> seconds(String field) {
    return visit.state().has(field)
        ? Optional.of(
            Duration.ofSeconds(
                visit
                    .evaluate(field, visit.state().path(field), Optional.empty(), retries)
                    .asLong()))
        : Optional.empty();
  }

  private JsonNode await(ServiceCalls.Call work) {
    Timeline.Signal<Answer> answer = runner.work(work);
    try {
      return unpack(timeline.await(answer, deadline()));
    } catch (TimeoutException e) {
      throw timedOut();
    }
  }

  private static JsonNode unpack(Answer answer) {
    return switch (answer) {
      case Answer.Value value -> value.value();
      case Answer.Failure failure -> throw failure.failure();
    };
  }
}
