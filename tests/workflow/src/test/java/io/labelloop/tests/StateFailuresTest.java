package io.labelloop.tests;

import static io.labelloop.tests.CampaignFixture.SILENT;
import static io.labelloop.tests.CampaignFixture.campaignJson;
import static io.labelloop.tests.CampaignFixture.documents;
import static io.labelloop.tests.CampaignFixture.pool;
import static io.labelloop.tests.CampaignFixture.spec;
import static io.labelloop.tests.CampaignFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.labelloop.campaign.CampaignId;
import io.labelloop.local.LocalEngine;
import io.labelloop.local.LocalWorkspace;
import io.labelloop.local.Surroundings;
import io.labelloop.local.asl.FunctionError;
import io.labelloop.local.asl.ServiceCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every state of both state machines that calls a service fails in turn, with each error that the
 * service can raise: once, and for ever. What happens then stands in a committed table ({@code
 * -Dlabelloop.failures=write} makes it anew).
 */
class StateFailuresTest {
  private static final Path ROOT = Path.of(System.getProperty("labelloop.root", "."));
  private static final Path TABLE = ROOT.resolve("docs/operations/failures.md");
  private static final String CLEAN_UP = "CleanUpCampaign";
  private static final String FAILED = "CampaignFailed";
  private static final String TAKE_UP = "TakeUpCampaign";
  private static final String WAIT = "AwaitResume";
  private static final String PROBLEM = "campaigns/small/problem.json";
  private static final String LABELS = "campaigns/small/labels.jsonl";

  /** Errors of Lambda functions that no {@code Retry} may name: trying again cannot help. */
  private static final List<String> UNRETRIED =
      List.of(
          "java.lang.OutOfMemoryError", "io.labelloop.workflow.port.StoreAccessDeniedException");

  private static final List<String> OF_READERS = List.of("S3.SlowDown", "S3.AccessDenied");

  /** What fails first, where it is about a state that only a failed campaign comes to. */
  private static final String FIRST = "java.lang.OutOfMemoryError";

  /** What a failure inside a round is called in the campaign's execution. */
  private static final String FIRST_NAMED = "Labelloop.TaskFailed";

  @TempDir private Path folder = Path.of("");
  private Path campaign = Path.of("");
  private String labels = "";
  private final AtomicInteger runs = new AtomicInteger();

  /** A state that calls a service. */
  private record Caller(String machine, String state, List<String> retried, List<String> others) {
    List<String> errors() {
      return Stream.concat(retried.stream(), others.stream()).toList();
    }
  }

  /**
   * Fails one state's calls; the pool grows in the first round. Where it is about the wait in a
   * pause, a person pauses the campaign after its first round, and resumes it; where it is about
   * taking up, a person redrives it.
   */
  private record Failing(
      String machine,
      String state,
      String error,
      AtomicInteger left,
      Path newFile,
      Supplier<Path> workspace,
      AtomicBoolean failsFirst)
      implements Surroundings {
    @Override
    public ServiceCalls calls() {
      return (callingMachine, callingState, call) -> {
        if (callingState.equals("EvaluateRound") && !Files.exists(newFile)) {
          Files.write(newFile, pool(340).subList(300, 340));
        }
        if (state.equals(WAIT) && callingState.equals("DecideNextRound")) {
          pauseOnce();
        }
        // nothing is cleaned up or taken up unless something else fails first
        if (List.of(CLEAN_UP, FAILED, TAKE_UP).contains(state)
            && callingState.equals("TrainModel")
            && failsFirst.getAndSet(false)) {
          throw new FunctionError(FIRST, "the test says so");
        }
        if (callingMachine.equals(machine)
            && callingState.equals(state)
            && left.getAndDecrement() > 0) {
          throw new FunctionError(error, "the test says so");
        }
        if (callingState.equals(WAIT)) {
          resume();
        }
        return call.run();
      };
    }

    private void pauseOnce() {
      try (LocalWorkspace opened = LocalWorkspace.open(workspace.get()).orElseThrow()) {
        if (LocalEngine.status(opened).orElseThrow().orders().isEmpty()) {
          LocalEngine.operations(opened).pause("campaigns/small/", "ann");
        }
      }
    }

    private void resume() {
      try (LocalWorkspace opened = LocalWorkspace.open(workspace.get()).orElseThrow()) {
        LocalEngine.operations(opened).resume("campaigns/small/", "ann");
      }
    }
  }

  @BeforeEach
  void runUndisturbed() throws IOException {
    // small, and with every state in it: rounds, an audit, automatic labels
    String json =
        campaignJson("{\"maxRounds\": 2, \"budget\": \"400 USD\"}", ", \"growing\": true")
            .replace(
                "\"seed\": 11",
                "\"autoLabel\": {\"precision\": 0.7, \"annotationsPerItem\": 3}, \"seed\": 11");
    campaign = write(folder, json, List.of(pool(300)));
    assertThat(run(failing("", "", "", 0))).isInstanceOf(LocalEngine.Ended.Finished.class);
    labels = last().getOrDefault(LABELS, "");
  }

  private Path workspace() {
    return folder.resolve("run-" + runs.get());
  }

  private Map<String, String> last() throws IOException {
    return documents(workspace());
  }

  private Failing failing(String machine, String state, String error, int times) {
    return new Failing(
        machine,
        state,
        error,
        new AtomicInteger(times),
        folder.resolve("pool/part-1.jsonl"),
        this::workspace,
        new AtomicBoolean(true));
  }

  private LocalEngine.Ended run(Failing surroundings) throws IOException {
    runs.incrementAndGet();
    Files.deleteIfExists(surroundings.newFile());
    try (LocalWorkspace opened =
        LocalWorkspace.prepare(
            workspace(),
            new CampaignId("small"),
            campaign,
            Files.readAllBytes(campaign),
            spec(campaign))) {
      var redriven = new AtomicBoolean(!surroundings.state().equals(TAKE_UP));
      return LocalEngine.of(opened, spec(campaign), SILENT, 1, surroundings)
          .run(failed -> !redriven.getAndSet(true));
    }
  }

  @Test
  void state_failingWithEachError_isTriedAgainOrEndsTheCampaignInWords() throws IOException {
    var rows = new StringBuilder();
    for (Caller caller : callers()) {
      Map<String, Set<String>> once = new LinkedHashMap<>();
      Map<String, Set<String>> always = new LinkedHashMap<>();
      for (String error : caller.errors()) {
        String afterOne = outcome(caller, error, 1);
        once.computeIfAbsent(afterOne, outcome -> new LinkedHashSet<>()).add(error);
        if (afterOne.startsWith("ends")) {
          continue; // it ended the first time
        }
        always
            .computeIfAbsent(outcome(caller, error, Integer.MAX_VALUE), o -> new LinkedHashSet<>())
            .add(error);
      }
      rows.append(row(caller, once, always));
    }
    String table = HEAD + rows;
    if ("write".equals(System.getProperty("labelloop.failures"))) {
      Files.writeString(TABLE, table);
    }
    assertThat(Files.readString(TABLE)).isEqualTo(table);
  }

  private static final String SAME = "tried again; same labels";

  private String outcome(Caller caller, String error, int times) throws IOException {
    Failing failing = failing(caller.machine(), caller.state(), error, times);
    LocalEngine.Ended ended = run(failing);
    Map<String, String> documents = last();
    String as = caller + " " + error;
    assertThat(failing.left().get()).as(as + " was called").isLessThan(times);
    return switch (ended) {
      case LocalEngine.Ended.Finished finished -> {
        assertThat(documents.get(LABELS)).as(as).isEqualTo(labels);
        yield SAME;
      }
      case LocalEngine.Ended.Paused paused -> throw new AssertionError(as + " stays paused");
      case LocalEngine.Ended.Failed failed -> {
        assertThat(failed.problem().cause()).as(as).isNotBlank();
        if (caller.state().equals(CLEAN_UP)) {
          yield documents.containsKey(PROBLEM)
              ? "tried again; cleaned up"
              : "ends as `failed` by its first error; open jobs and held money stay as they are";
        }
        assertThat(documents).as(as).containsKey(PROBLEM);
        String name = failed.problem().error();
        if (name.equals(FIRST_NAMED) && caller.state().equals(FAILED)) {
          yield times == 1
              ? "tried again; ended as `failed` by its first error"
              : "ends as `failed` by its first error; a redrive would only repeat that";
        }
        if (name.equals(FIRST_NAMED) && caller.state().equals(TAKE_UP)) {
          yield "ends as `failed` by its first error; may be redriven again";
        }
        yield "ends as `failed`, named " + (name.equals(error) ? "so" : "`" + name + "`");
      }
    };
  }

  private static String row(
      Caller caller, Map<String, Set<String>> once, Map<String, Set<String>> always) {
    return "| "
        + caller.machine()
        + " | "
        + caller.state()
        + " | "
        + words(caller, once)
        + " | "
        + words(caller, always)
        + " |\n";
  }

  private static String words(Caller caller, Map<String, Set<String>> outcomes) {
    return outcomes.entrySet().stream()
        .map(outcome -> names(caller, outcome.getValue()) + " " + outcome.getKey())
        .collect(Collectors.joining("<br>"));
  }

  private static String names(Caller caller, Set<String> errors) {
    List<String> names = new ArrayList<>();
    boolean all = caller.retried().size() > 2 && errors.containsAll(caller.retried());
    if (all) {
      names.add("each error of its `Retry`");
    }
    errors.stream()
        .filter(error -> !all || !caller.retried().contains(error))
        .forEach(
            error ->
                names.add(
                    "`"
                        + error.substring(error.lastIndexOf('.', error.lastIndexOf('.') - 1) + 1)
                        + "`"));
    return String.join(", ", names) + ":";
  }

  private static List<Caller> callers() throws IOException {
    List<Caller> callers = new ArrayList<>();
    for (String machine : List.of("campaign", "round")) {
      JsonNode states =
          new ObjectMapper()
              .readTree(ROOT.resolve("infra/statemachines/" + machine + ".asl.json").toFile())
              .path("States");
      states.properties().forEach(state -> add(callers, machine, state.getKey(), state.getValue()));
    }
    return callers;
  }

  private static void add(List<Caller> callers, String machine, String name, JsonNode state) {
    List<String> retried = new ArrayList<>();
    state
        .path("Retry")
        .forEach(rule -> rule.path("ErrorEquals").forEach(error -> retried.add(error.asText())));
    switch (state.path("Type").asText()) {
      case "Task" -> callers.add(new Caller(machine, name, retried, others(state, retried)));
      case "Map" -> {
        callers.add(new Caller(machine, name, List.of(), OF_READERS));
        state
            .at("/ItemProcessor/States")
            .properties()
            .forEach(inner -> add(callers, name, inner.getKey(), inner.getValue()));
      }
      default -> {}
    }
  }

  private static List<String> others(JsonNode task, List<String> retried) {
    List<String> errors = new ArrayList<>();
    if (task.path("Resource").asText().contains("lambda:invoke")) {
      errors.addAll(UNRETRIED);
    } else if (task.path("Resource").asText().contains("sendTaskFailure")) {
      errors.add("Sfn.InvalidTokenException");
    } else {
      errors.add("StepFunctions.ExecutionAlreadyExistsException");
    }
    if (!retried.contains("States.Timeout")) {
      errors.add("States.Timeout");
    }
    return errors;
  }

  private static final String HEAD =
      """
      # What happens when a state fails

      Made by `StateFailuresTest`, which lets every state of both state machines that calls a service fail in turn, with each error
      that its `Retry` names, with errors that no retry helps against, and with a timeout: once, and every time. Where a campaign ends as `failed`, its
      `problem.json` says what happened, open labeling jobs are closed, answers are kept and paid, and the rest of the money is released
      ([troubleshooting](troubleshooting.md)). States that call nothing (`Choice`, `Pass`, `Succeed`) cannot fail.
      `CampaignFailed` and `TakeUpCampaign` are come to by a campaign that has failed of something else; the latter when it is redriven.
      What fails inside a round's execution reaches the campaign's as `TaskFailed`, with the first error in its cause.

      | machine | state | failing once | failing every time |
      |---|---|---|---|
      """;
}
