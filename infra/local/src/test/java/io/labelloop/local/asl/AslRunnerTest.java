package io.labelloop.local.asl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AslRunnerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final VirtualTimeline timeline = new VirtualTimeline(START);
  private final Map<String, LambdaFunction> functions = new HashMap<>();
  private final Map<String, byte[]> objects = new HashMap<>();
  private Optional<AslRunner> runner = Optional.empty();

  /** An error whose class name a retrier refers to. */
  private static final class Throttled extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private ExecutionResult run(String states, String input) {
    return run(Map.of("machine", states), input);
  }

  private ExecutionResult run(Map<String, String> machines, String input) {
    Map<String, StateMachine> parsed = new HashMap<>();
    machines.forEach(
        (name, states) -> parsed.put(name, StateMachine.parse(name, machine(states), Map.of())));
    try (var made =
        new AslRunner(
            timeline,
            parsed,
            functions,
            (bucket, key) -> Optional.ofNullable(objects.get(key)),
            ExecutionObserver.NONE,
            ServiceCalls.DIRECT,
            3,
            4)) {
      runner = Optional.of(made);
      return made.run("machine", "execution", json(input));
    }
  }

  private static String machine(String states) {
    return "{\"QueryLanguage\":\"JSONata\",\"StartAt\":\"A\",\"States\":{" + states + "}}";
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static String task(String more) {
    return "\"A\":{\"Type\":\"Task\",\"Resource\":\"arn:aws:states:::lambda:invoke\",\"Arguments\":{\"FunctionName\":\"f\","
        + "\"Payload\":\"{% $states.input %}\"},\"Output\":\"{% $states.result.Payload %}\",\"End\":true"
        + more
        + "}";
  }

  private Duration elapsed() {
    return Duration.between(START, timeline.instant());
  }

  @Test
  void task_thatSucceeds_costsNoVirtualTime() {
    functions.put("f", payload -> payload);

    ExecutionResult result = run(task(""), "{\"x\":1}");

    assertThat(result.output()).contains(json("{\"x\":1}"));
    assertThat(elapsed()).isZero();
  }

  @Test
  void retry_ofAnErrorByClassName_waitsWithBackoffUpToTheMaximum() {
    var calls = new AtomicInteger();
    functions.put(
        "f",
        payload -> {
          if (calls.incrementAndGet() <= 4) {
            throw new Throttled();
          }
          return payload;
        });
    String retry =
        ",\"Retry\":[{\"ErrorEquals\":[\""
            + Throttled.class.getName()
            + "\"],\"IntervalSeconds\":2,\"BackoffRate\":3,\"MaxDelaySeconds\":10,\"MaxAttempts\":4}]";

    assertThat(run(task(retry), "1").status()).isEqualTo(ExecutionResult.Status.SUCCEEDED);
    // 2, 6, then 18 and 54 capped at 10
    assertThat(elapsed()).isEqualTo(Duration.ofSeconds(2 + 6 + 10 + 10));
  }

  @Test
  void retry_withFullJitter_waitsLessThanTheDelayAndTheSameEachTime() {
    functions.put(
        "f",
        payload -> {
          throw new Throttled();
        });
    String retry =
        ",\"Retry\":[{\"ErrorEquals\":[\"States.ALL\"],\"IntervalSeconds\":10,\"MaxAttempts\":2,\"JitterStrategy\":\"FULL\"}]";

    ExecutionResult result = run(task(retry), "1");
    Duration first = elapsed();

    assertThat(result.error()).contains(Throttled.class.getName());
    assertThat(first).isPositive().isLessThan(Duration.ofSeconds(30));
    var again = new AslRunnerTest();
    again.functions.putAll(functions);
    again.run(task(retry), "1");
    assertThat(again.elapsed()).isEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource({
    "States.ALL, true",
    "States.TaskFailed, true",
    "States.Timeout, false",
    "Other, false"
  })
  void catch_ofAFunctionsError_goesWhereItSays(String name, boolean caught) {
    functions.put(
        "f",
        payload -> {
          throw new IllegalStateException("no luck");
        });

    ExecutionResult result =
        run(
            task(
                    ",\"Catch\":[{\"ErrorEquals\":[\""
                        + name
                        + "\"],\"Output\":\"{% $states.errorOutput %}\",\"Next\":\"B\"}]")
                + ",\"B\":{\"Type\":\"Succeed\"}",
            "1");

    if (caught) {
      assertThat(result.output().orElseThrow().path("Error").asText())
          .isEqualTo("java.lang.IllegalStateException");
      assertThat(result.output().orElseThrow().path("Cause").asText()).contains("no luck");
    } else {
      assertThat(result.error()).contains("java.lang.IllegalStateException");
    }
  }

  private static String tokenTask(String more) {
    return "\"A\":{\"Type\":\"Task\",\"Resource\":\"arn:aws:states:::lambda:invoke.waitForTaskToken\","
        + "\"Arguments\":{\"FunctionName\":\"f\",\"Payload\":{\"token\":\"{% $states.context.Task.Token %}\"}},\"End\":true"
        + more
        + "}";
  }

  @Test
  void token_answeredLater_letsTheTaskSucceedThen() {
    functions.put(
        "f",
        payload -> {
          String token = payload.path("token").asText();
          timeline.schedule(
              START.plusSeconds(3600),
              () -> runner.orElseThrow().taskSucceeded(token, json("{\"done\":true}")));
          return payload;
        });

    ExecutionResult result = run(tokenTask(",\"TimeoutSeconds\":7200"), "1");

    assertThat(result.output()).contains(json("{\"done\":true}"));
    assertThat(elapsed()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void token_neverAnswered_timesOutAndCanBeCaught() {
    functions.put("f", payload -> payload);

    ExecutionResult result =
        run(
            tokenTask(
                    ",\"TimeoutSeconds\":60,\"Catch\":[{\"ErrorEquals\":[\"States.Timeout\"],\"Output\":\"late\",\"Next\":\"B\"}]")
                + ",\"B\":{\"Type\":\"Succeed\"}",
            "1");

    assertThat(result.output()).contains(json("\"late\""));
    assertThat(elapsed()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void token_withHeartbeats_livesUntilOneIsMissed() {
    functions.put(
        "f",
        payload -> {
          String token = payload.path("token").asText();
          for (int beat = 1; beat <= 3; beat++) {
            timeline.schedule(
                START.plusSeconds(20L * beat), () -> runner.orElseThrow().heartbeat(token));
          }
          return payload;
        });

    ExecutionResult result = run(tokenTask(",\"HeartbeatSeconds\":30"), "1");

    assertThat(result.error()).contains("States.HeartbeatTimeout");
    assertThat(elapsed()).isEqualTo(Duration.ofSeconds(60 + 30));
  }

  @Test
  void token_answeredTwiceOrUnknown_isRefused() {
    List<String> refused = new ArrayList<>();
    functions.put(
        "f",
        payload -> {
          String token = payload.path("token").asText();
          runner.orElseThrow().taskSucceeded(token, json("1"));
          for (String again : List.of(token, "bogus")) {
            try {
              runner.orElseThrow().taskSucceeded(again, json("2"));
            } catch (InvalidTokenException e) {
              refused.add(again);
            }
          }
          return payload;
        });

    assertThat(run(tokenTask(""), "1").output()).contains(json("1"));
    assertThat(refused).hasSize(2).contains("bogus");
  }

  @Test
  void nested_execution_bringsItsOutputOrItsFailure() {
    String call =
        "\"A\":{\"Type\":\"Task\",\"Resource\":\"arn:aws:states:::states:startExecution.sync:2\",\"Arguments\":"
            + "{\"StateMachineArn\":\"inner\",\"Name\":\"n\",\"Input\":\"{% $states.input %}\"},\"Output\":\"{% $states.result.Output %}\",\"End\":true}";

    assertThat(
            run(
                    Map.of(
                        "machine",
                        call,
                        "inner",
                        "\"A\":{\"Type\":\"Pass\",\"Output\":{\"in\":\"{% $states.input %}\"},\"End\":true}"),
                    "5")
                .output())
        .contains(json("{\"in\":5}"));
    assertThat(
            run(
                    Map.of(
                        "machine",
                        call,
                        "inner",
                        "\"A\":{\"Type\":\"Fail\",\"Error\":\"Broken\",\"Cause\":\"why\"}"),
                    "5")
                .cause()
                .orElseThrow())
        .contains("Broken", "why");
  }

  private static String distributed(String more) {
    return "\"A\":{\"Type\":\"Map\",\"ItemReader\":{\"Resource\":\"arn:aws:states:::s3:getObject\",\"ReaderConfig\":{\"InputType\":\"JSON\"},"
        + "\"Arguments\":{\"Bucket\":\"b\",\"Key\":\"items\"}},\"ItemProcessor\":{\"ProcessorConfig\":{\"Mode\":\"DISTRIBUTED\","
        + "\"ExecutionType\":\"STANDARD\"},\"StartAt\":\"T\",\"States\":{"
        + task("").replace("\"A\":", "\"T\":")
        + "}},\"End\":true"
        + more
        + "}";
  }

  @Test
  void distributedMap_ofManyItems_returnsResultsInTheirOrder() {
    functions.put("f", payload -> json(String.valueOf(payload.asInt() * 2)));
    objects.put("items", "[3,1,2,5,4]".getBytes(StandardCharsets.UTF_8));

    assertThat(run(distributed(""), "1").output()).contains(json("[6,2,4,10,8]"));
    assertThat(run(distributed(",\"MaxConcurrency\":2"), "1").output())
        .contains(json("[6,2,4,10,8]"));
  }

  @Test
  void distributedMap_ofTasks_runsThemSideBySide() {
    var together = new CountDownLatch(2);
    functions.put(
        "f",
        payload -> {
          together.countDown();
          // only a second task that runs at the same time lets the first one go on
          return json(String.valueOf(together.await(20, TimeUnit.SECONDS)));
        });
    objects.put("items", "[1,2]".getBytes(StandardCharsets.UTF_8));

    assertThat(run(distributed(""), "1").output()).contains(json("[true,true]"));
  }

  @ParameterizedTest
  @CsvSource({"0, FAILED", "1, SUCCEEDED"})
  void distributedMap_withAFailedItem_failsUnlessTolerated(
      int tolerated, ExecutionResult.Status status) {
    functions.put(
        "f",
        payload -> {
          if (payload.asInt() == 2) {
            throw new Throttled();
          }
          return payload;
        });
    objects.put("items", "[1,2,3]".getBytes(StandardCharsets.UTF_8));

    ExecutionResult result = run(distributed(",\"ToleratedFailureCount\":" + tolerated), "1");

    assertThat(result.status()).isEqualTo(status);
    if (tolerated == 0) {
      assertThat(result.error()).contains("States.ExceedToleratedFailureThreshold");
    }
  }

  @Test
  void distributedMap_withoutItsObject_failsToRead() {
    assertThat(run(distributed(""), "1").error()).contains("States.ItemReaderFailed");
  }

  @Test
  void output_over256KiB_isRefusedAndNotCaughtByAll() {
    functions.put("f", payload -> json("\"" + "x".repeat(Execution.MAX_PAYLOAD) + "\""));

    ExecutionResult result =
        run(
            task(",\"Catch\":[{\"ErrorEquals\":[\"States.ALL\"],\"Next\":\"B\"}]")
                + ",\"B\":{\"Type\":\"Succeed\"}",
            "1");

    assertThat(result.error()).contains("States.DataLimitExceeded");
  }

  @Test
  void variable_ofAState_isSeenByLaterOnesOnly() {
    String states =
        "\"A\":{\"Type\":\"Pass\",\"Assign\":{\"x\":1},\"Next\":\"B\"},"
            + "\"B\":{\"Type\":\"Pass\",\"Assign\":{\"x\":\"{% $x + 1 %}\"},\"Output\":\"{% $x %}\",\"Next\":\"C\"},"
            + "\"C\":{\"Type\":\"Pass\",\"Output\":{\"was\":\"{% $states.input %}\",\"is\":\"{% $x %}\"},\"End\":true}";

    assertThat(run(states, "0").output()).contains(json("{\"was\":1,\"is\":2}"));
  }

  @Test
  void functions_ofAws_areThere() {
    String states =
        "\"A\":{\"Type\":\"Pass\",\"Output\":{\"p\":\"{% $partition([1,2,3],2) %}\",\"r\":\"{% $range(0,6,3) %}\","
            + "\"h\":\"{% $hash('a','SHA-256') %}\",\"j\":\"{% $parse('[1]') %}\",\"u\":\"{% $length($uuid()) %}\"},\"End\":true}";

    JsonNode output = run(states, "0").output().orElseThrow();

    assertThat(output.path("p")).isEqualTo(json("[[1,2],[3]]"));
    assertThat(output.path("r")).isEqualTo(json("[0,3,6]"));
    // sha256sum of the letter a
    assertThat(output.path("h").asText()).startsWith("ca978112ca1bbdcafac231b39a23dc4d");
    assertThat(output.path("j")).isEqualTo(json("[1]"));
    assertThat(output.path("u").asInt()).isEqualTo(36);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"A\":{\"Type\":\"Pass\",\"ResultPath\":\"$.x\",\"End\":true} | /States/A/ResultPath",
        "\"A\":{\"Type\":\"Pass\",\"Next\":\"Nowhere\"} | there is no state 'Nowhere'",
        "\"A\":{\"Type\":\"Pass\",\"End\":true},\"B\":{\"Type\":\"Succeed\"} | no state leads here",
        "\"A\":{\"Type\":\"Pass\"} | must have Next or End",
        "\"A\":{\"Type\":\"Activity\",\"End\":true} | /States/A/Type",
        "\"A\":{\"Type\":\"Pass\",\"Output\":\"{% $a ?? 1 %}\",\"End\":true} | refuses",
        "\"A\":{\"Type\":\"Pass\",\"Output\":\"{% $eval('1') %}\",\"End\":true} | refuses",
        "\"A\":{\"Type\":\"Pass\",\"Output\":\"{% 1 + %}\",\"End\":true} | is no JSONata",
        "\"A\":{\"Type\":\"Task\",\"Resource\":\"arn:aws:states:::sqs:sendMessage\",\"End\":true} | is not interpreted",
        "\"A\":{\"Type\":\"Pass\",\"Output\":\"${Missing}\",\"End\":true} | substitution without a value"
      })
  void parse_ofWhatIsNotInterpreted_isRefusedWithThePath(String states, String part) {
    assertThatThrownBy(() -> StateMachine.parse("m", machine(states), Map.of()))
        .isInstanceOf(UnsupportedDefinitionException.class)
        .hasMessageContaining(part);
  }
}
