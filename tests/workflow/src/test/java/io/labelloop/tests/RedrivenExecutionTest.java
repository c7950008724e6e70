package io.labelloop.tests;

import static io.labelloop.tests.CampaignFixture.SILENT;
import static io.labelloop.tests.CampaignFixture.campaignJson;
import static io.labelloop.tests.CampaignFixture.documents;
import static io.labelloop.tests.CampaignFixture.pool;
import static io.labelloop.tests.CampaignFixture.spec;
import static io.labelloop.tests.CampaignFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.campaign.CampaignId;
import io.labelloop.campaign.CampaignSpec;
import io.labelloop.local.LocalEngine;
import io.labelloop.local.LocalWorkspace;
import io.labelloop.local.Surroundings;
import io.labelloop.local.asl.FunctionError;
import io.labelloop.local.asl.ServiceCalls;
import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.Claim;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.LedgerDocument;
import io.labelloop.workflow.document.Problem;
import io.labelloop.workflow.operation.CampaignStatus;
import io.labelloop.workflow.port.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A campaign whose failed execution is redriven, as the button of Step Functions' console does: it
 * goes on where it stood, asks and pays nothing twice, and comes to the labels of an undisturbed
 * one.
 */
class RedrivenExecutionTest {
  private static final CampaignKeys KEYS = new CampaignKeys("campaigns/small/");
  private static final String OUT_OF_MEMORY = "java.lang.OutOfMemoryError";

  @TempDir private Path folder = Path.of("");
  private Path campaign = Path.of("");
  private Map<String, String> undisturbed = Map.of();

  /** A call that fails for good: the numbered one of a state, from 1. */
  private record Fault(String state, int call, boolean after) {}

  /** Fails calls, and counts how often each state called. */
  private static final class Failing implements Surroundings {
    private final List<Fault> faults;
    private final Map<String, Integer> calls = new java.util.concurrent.ConcurrentHashMap<>();

    private Failing(Fault... faults) {
      this.faults = List.of(faults);
    }

    @Override
    public ServiceCalls calls() {
      return (machine, state, call) -> {
        int number = calls.merge(state, 1, Integer::sum);
        Optional<Fault> fault =
            faults.stream().filter(f -> f.state().equals(state) && f.call() == number).findFirst();
        if (fault.isPresent() && !fault.get().after()) {
          throw new FunctionError(OUT_OF_MEMORY, "the test says so");
        }
        var answer = call.run();
        if (fault.isPresent()) {
          throw new FunctionError(OUT_OF_MEMORY, "the test says so");
        }
        return answer;
      };
    }
  }

  /** Calls the step that takes up twice, as Lambda may. */
  private record CalledTwice(Surroundings inner) implements Surroundings {
    @Override
    public ServiceCalls calls() {
      ServiceCalls others = inner.calls();
      return (machine, state, call) -> {
        if (state.equals("TakeUpCampaign")) {
          var first = call.run();
          assertThat(call.run()).isEqualTo(first);
        }
        return others.around(machine, state, call);
      };
    }
  }

  @BeforeEach
  void runUndisturbed() throws IOException {
    campaign =
        write(
            folder,
            campaignJson("{\"budget\": \"60 USD\", \"maxRounds\": 3}", ""),
            List.of(pool(200)));
    assertThat(CampaignFixture.run(campaign, folder.resolve("calm"), 1))
        .isInstanceOf(LocalEngine.Ended.Finished.class);
    undisturbed = documents(folder.resolve("calm"));
  }

  private LocalWorkspace workspace() throws IOException {
    return LocalWorkspace.prepare(
        folder.resolve("ws"),
        new CampaignId("small"),
        campaign,
        Files.readAllBytes(campaign),
        spec(campaign));
  }

  private LocalEngine.Ended run(
      Surroundings surroundings, Predicate<LocalEngine.Ended.Failed> redriving) throws IOException {
    try (LocalWorkspace workspace = workspace()) {
      return LocalEngine.of(workspace, spec(campaign), SILENT, 2, surroundings).run(redriving);
    }
  }

  private static <T> T document(ObjectStore objects, String key, Class<T> type) {
    return new DocumentStore(objects).get(key, type);
  }

  private Claim claim() throws IOException {
    try (LocalWorkspace workspace = workspace()) {
      return document(workspace.objects(), KEYS.claim(), Claim.class);
    }
  }

  private void assertEndedAsUndisturbed(LocalEngine.Ended ended) throws IOException {
    assertThat(ended).isInstanceOf(LocalEngine.Ended.Finished.class);
    Map<String, String> documents = documents(folder.resolve("ws"));
    assertThat(documents.get(KEYS.labels())).isEqualTo(undisturbed.get(KEYS.labels()));
    assertThat(answers(documents)).isEqualTo(answers(undisturbed)).doesNotHaveDuplicates();
    try (LocalWorkspace workspace = workspace()) {
      assertThat(LocalEngine.verify(workspace).findings()).isEmpty();
      LedgerDocument ledger = document(workspace.objects(), KEYS.ledger(), LedgerDocument.class);
      for (LedgerDocument.Kind kind :
          List.of(LedgerDocument.Kind.RESERVED, LedgerDocument.Kind.SETTLED)) {
        assertThat(
                ledger.entries().stream()
                    .filter(entry -> entry.kind() == kind)
                    .map(LedgerDocument.Entry::id))
            .doesNotHaveDuplicates();
      }
      assertThat(LocalEngine.summary(workspace).spent()).isEqualTo(calmSummary());
    }
  }

  private Object calmSummary() {
    try (LocalWorkspace calm = LocalWorkspace.open(folder.resolve("calm")).orElseThrow()) {
      return LocalEngine.summary(calm).spent();
    }
  }

  /** Who said what about which item, without when. */
  private static List<String> answers(Map<String, String> documents) {
    return documents.entrySet().stream()
        .filter(document -> document.getKey().contains("annotations"))
        .flatMap(document -> document.getValue().lines())
        .map(line -> line.replaceAll("\"answeredAt\":\"[^\"]*\"", ""))
        .sorted()
        .toList();
  }

  @ParameterizedTest(name = "{0}, call {1}, its answer lost: {2}")
  @CsvSource({
    "OpenCampaign, 1, false",
    "OpenCampaign, 1, true",
    "IndexShard, 1, false",
    "DrawStreams, 1, true",
    "RunRound, 2, false",
    "ReserveBudget, 2, true",
    "PublishLabelingJob, 1, false",
    "PublishLabelingJob, 2, true",
    "ConsolidateLabels, 1, false",
    "TrainModel, 2, false",
    "DecideNextRound, 2, true",
    "CloseCampaign, 1, false"
  })
  void failure_ofAnyState_isRedrivenToTheLabelsOfAnUndisturbedCampaign(
      String state, int call, boolean after) throws IOException {
    List<LocalEngine.Ended.Failed> failures = new ArrayList<>();

    LocalEngine.Ended ended =
        run(
            new Failing(new Fault(state, call, after)),
            failed -> {
              failures.add(failed);
              return true;
            });

    assertThat(failures).hasSize(1);
    assertEndedAsUndisturbed(ended);
  }

  @Test
  void failure_thatCouldNotBeCleanedUp_isCleanedUpByTheRedrive() throws IOException {
    List<String> errors = new ArrayList<>();
    LocalEngine.Ended ended =
        run(
            new Failing(
                new Fault("PublishLabelingJob", 2, true), new Fault("CleanUpCampaign", 1, false)),
            failed -> {
              errors.add(failed.problem().error());
              assertThat(folder.resolve("ws").resolve(KEYS.problem())).doesNotExist();
              return true;
            });

    assertThat(errors).containsExactly("Labelloop.TaskFailed");
    assertEndedAsUndisturbed(ended);
    assertThat(claim().resumptions().getFirst().cut()).isPresent();
  }

  @Test
  void failure_afterFailure_isRedrivenAgainUnderOtherNamesOfRounds() throws IOException {
    List<Integer> redrives = new ArrayList<>();
    LocalEngine.Ended ended =
        run(
            new Failing(
                new Fault("TrainModel", 1, false),
                // called again for each wave of the first round
                new Fault("TrainModel", 2, true),
                new Fault("EvaluateRound", 3, false)),
            failed -> {
              redrives.add(failed.problem().redrives());
              return true;
            });

    assertThat(redrives).containsExactly(0, 1, 2);
    assertEndedAsUndisturbed(ended);
    assertThat(claim().execution()).isEqualTo("small");
    assertThat(claim().resumptions())
        .extracting(Claim.Resumption::redrive)
        .containsExactly(1, 2, 3);
  }

  @Test
  void redrive_thatFailsItself_leavesTheCampaignToTheNext() throws IOException {
    List<String> errors = new ArrayList<>();
    LocalEngine.Ended ended =
        run(
            new Failing(
                new Fault("TrainModel", 1, false),
                new Fault("TakeUpCampaign", 1, false),
                new Fault("TakeUpCampaign", 2, true)),
            failed -> {
              errors.add(failed.problem().error());
              return true;
            });

    // what went wrong first
    assertThat(errors)
        .containsExactly("Labelloop.TaskFailed", "Labelloop.TaskFailed", "Labelloop.TaskFailed");
    assertEndedAsUndisturbed(ended);
  }

  @Test
  void step_thatIsCalledTwice_takesUpOnce() throws IOException {
    LocalEngine.Ended ended =
        run(
            new CalledTwice(new Failing(new Fault("PublishLabelingJob", 1, false))),
            failed -> true);

    assertEndedAsUndisturbed(ended);
    assertThat(claim().resumptions()).hasSize(1);
  }

  @Test
  void redrive_whileAnotherExecutionHasTheCampaign_failsAndSaysWhich() throws IOException {
    List<LocalEngine.Ended.Failed> failures = new ArrayList<>();
    LocalEngine.Ended ended;
    CampaignSpec spec = spec(campaign);
    try (LocalWorkspace workspace = workspace()) {
      ended =
          LocalEngine.of(workspace, spec, SILENT, 2, new Failing(new Fault("TrainModel", 1, false)))
              .run(
                  failed -> {
                    failures.add(failed);
                    if (failures.size() > 1) {
                      return false;
                    }
                    // the file is uploaded again, and that execution fails, too
                    LocalEngine.Ended other =
                        LocalEngine.of(
                                workspace,
                                spec,
                                SILENT,
                                2,
                                new Failing(new Fault("EvaluateRound", 1, false)))
                            .run();
                    assertThat(other).isInstanceOf(LocalEngine.Ended.Failed.class);
                    return true;
                  });
    }

    assertThat(ended).isInstanceOf(LocalEngine.Ended.Failed.class);
    Problem problem = ((LocalEngine.Ended.Failed) ended).problem();
    assertThat(problem.error()).isEqualTo("Campaign.NotTakenUp");
    assertThat(problem.cause()).contains("'small-again-1'").contains("redrive that one");
  }

  @Test
  void redrive_ofACampaignThatWasStopped_failsAndSaysWhatToDo() throws IOException {
    List<LocalEngine.Ended.Failed> failures = new ArrayList<>();
    LocalEngine.Ended ended;
    try (LocalWorkspace workspace = workspace()) {
      ended =
          LocalEngine.of(
                  workspace,
                  spec(campaign),
                  SILENT,
                  2,
                  new Failing(new Fault("TrainModel", 1, false)))
              .run(
                  failed -> {
                    failures.add(failed);
                    workspace.objects().put(KEYS.checksumOfChecksums(), new byte[0]);
                    Problem left = document(workspace.objects(), KEYS.problem(), Problem.class);
                    workspace
                        .objects()
                        .put(
                            KEYS.problem(),
                            JsonCodec.document(
                                new Problem(
                                    left.version(),
                                    left.campaign(),
                                    Problem.STOPPED,
                                    left.cause(),
                                    left.at(),
                                    left.execution(),
                                    left.leftInOrder(),
                                    left.redrives())));
                    return failures.size() < 3;
                  });
    }

    assertThat(failures)
        .extracting(failed -> failed.problem().error())
        .containsExactly("Labelloop.TaskFailed", "Campaign.NotTakenUp", "Campaign.NotTakenUp");
    assertThat(((LocalEngine.Ended.Failed) ended).problem().cause())
        .contains("upload its file in a new folder");
  }

  @Test
  void status_ofARedrivenCampaign_isRunningUntilItFailsAgain() throws IOException {
    List<String> seen = new ArrayList<>();
    try (LocalWorkspace workspace = workspace()) {
      Surroundings watched =
          new Surroundings() {
            private final Surroundings failing = new Failing(new Fault("TrainModel", 1, false));
            private final ServiceCalls inner = failing.calls();

            @Override
            public ServiceCalls calls() {
              return (machine, state, call) -> {
                if (state.equals("EvaluateRound")) {
                  seen.add(outcome(workspace));
                }
                return inner.around(machine, state, call);
              };
            }
          };
      LocalEngine.Ended unused =
          LocalEngine.of(workspace, spec(campaign), SILENT, 2, watched)
              .run(
                  failed -> {
                    seen.add(outcome(workspace));
                    return true;
                  });
    }
    assertThat(seen).startsWith("failed", "running");
  }

  private static String outcome(LocalWorkspace workspace) {
    CampaignStatus status = LocalEngine.status(workspace).orElseThrow();
    return status.outcome();
  }
}
