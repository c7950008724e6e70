package io.labelloop.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.labelloop.annotation.AnnotatorId;
import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.WorkforceType;
import io.labelloop.learning.Trainers;
import io.labelloop.local.asl.AslRunner;
import io.labelloop.local.asl.ExecutionObserver;
import io.labelloop.local.asl.ExecutionResult;
import io.labelloop.local.asl.LambdaFunction;
import io.labelloop.local.asl.RealTimeline;
import io.labelloop.local.asl.Redrivable;
import io.labelloop.local.asl.StateMachine;
import io.labelloop.local.asl.Timeline;
import io.labelloop.local.asl.VirtualTimeline;
import io.labelloop.pool.ItemId;
import io.labelloop.report.HtmlReport;
import io.labelloop.simulation.Simulation;
import io.labelloop.simulation.UnknownTruthException;
import io.labelloop.workflow.audit.Audit;
import io.labelloop.workflow.audit.CampaignAudit;
import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.Claim;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.Problem;
import io.labelloop.workflow.lineage.ItemStory;
import io.labelloop.workflow.lineage.Lineage;
import io.labelloop.workflow.operation.CampaignOperations;
import io.labelloop.workflow.operation.CampaignStatus;
import io.labelloop.workflow.operation.ChangeCampaign;
import io.labelloop.workflow.operation.ForgetItem;
import io.labelloop.workflow.operation.ReinstateAnnotator;
import io.labelloop.workflow.operation.SetBudget;
import io.labelloop.workflow.port.ObjectStore;
import io.labelloop.workflow.port.ObjectVersions;
import io.labelloop.workflow.port.WorkflowCallback;
import io.labelloop.workflow.report.CampaignSummary;
import io.labelloop.workflow.step.AwaitResume;
import io.labelloop.workflow.step.BudgetCeiling;
import io.labelloop.workflow.step.Campaign;
import io.labelloop.workflow.step.CampaignSteps;
import io.labelloop.workflow.step.CloseCampaign;
import io.labelloop.workflow.step.FailedCampaign;
import io.labelloop.workflow.step.FailureCause;
import io.labelloop.workflow.step.InvalidCampaignException;
import io.labelloop.workflow.step.LedgerBook;
import io.labelloop.workflow.step.PoolChangedException;
import io.labelloop.workflow.step.PoolProblemException;
import io.labelloop.workflow.step.Step;
import io.labelloop.workflow.step.StepLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Runs a campaign of a workspace through the state machines: with simulated annotators on a virtual
 * clock, or with the portal's people in real time.
 *
 * <p>The virtual clock starts at a fixed instant, so that a campaign's documents are the same in
 * every run. Nothing of an execution is kept: a run that was killed is started again, and each step
 * finds what it had stored.
 */
public final class LocalEngine {
  /** When simulated time begins. */
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static final String BUCKET = "workspace";
  private static final Set<String> INPUT_ERRORS =
      Set.of(
          InvalidCampaignException.class.getName(),
          PoolProblemException.class.getName(),
          PoolChangedException.class.getName(),
          UnknownTruthException.class.getName());

  private final LocalWorkspace workspace;
  private final CampaignSteps steps;
  private final Timeline timeline;
  private final AslRunner runner;

  private LocalEngine(
      LocalWorkspace workspace,
      StepListener listener,
      Path machines,
      Timeline timeline,
      Surroundings surroundings,
      int threads) {
    this.workspace = workspace;
    this.timeline = timeline;
    var tokens = new RunnerCallback();
    this.steps =
        steps(
            workspace,
            workspace.objects(),
            timeline,
            surroundings.around(tokens, timeline),
            surroundings.clock(timeline));
    var log = StepLog.inWords(new LogFile(workspace.log("steps"), InstantSource.system()));
    Map<String, LambdaFunction> functions = new HashMap<>();
    Map<String, String> substitutions = new HashMap<>();
    for (Step<?, ?> step : steps.all()) {
      functions.put(step.name(), function(step, log, listener));
      substitutions.put(step.name() + "Function", step.name());
    }
    substitutions.put("DataBucket", BUCKET);
    substitutions.put("RoundStateMachine", "round");
    // no callback is lost inside one process: as long as a job may take at all
    substitutions.put(
        "RecheckSeconds", Long.toString(Campaign.LABELING_DEADLINE.plusDays(2).toSeconds()));
    this.runner =
        new AslRunner(
            timeline,
            Map.of(
                "campaign", machine(machines, "campaign", substitutions),
                "round", machine(machines, "round", substitutions)),
            functions,
            (bucket, key) -> workspace.objects().get(key).map(ObjectStore.StoredObject::content),
            ExecutionObserver.NONE,
            surroundings.calls(),
            0,
            threads);
    tokens.answerTo(runner);
  }

  /** How a run ended. */
  public sealed interface Ended {
    /** The campaign came to an honest outcome. */
    record Finished(CampaignSummary summary) implements Ended {}

    /** It failed; {@code inputIsWrong} if a person has to change the campaign file or the pool. */
    record Failed(Problem problem, CampaignSummary summary, boolean inputIsWrong)
        implements Ended {}

    /** A person has paused it: started again, it goes on once it is resumed. */
    record Paused(CampaignSummary summary) implements Ended {}
  }

  /**
   * An engine for a workspace.
   *
   * @throws UnsupportedWorkforceException if the campaign's annotators are not reached from here
   */
  public static LocalEngine of(LocalWorkspace workspace, CampaignSpec spec, StepListener listener) {
    return of(workspace, spec, listener, Runtime.getRuntime().availableProcessors());
  }

  /** An engine with a number of threads, on which the result does not depend. */
  public static LocalEngine of(
      LocalWorkspace workspace, CampaignSpec spec, StepListener listener, int threads) {
    return of(workspace, spec, listener, threads, Surroundings.CALM);
  }

  /** An engine in surroundings where things go wrong. */
  public static LocalEngine of(
      LocalWorkspace workspace,
      CampaignSpec spec,
      StepListener listener,
      int threads,
      Surroundings surroundings) {
    Timeline timeline =
        switch (spec.workforce().type()) {
          case SIMULATED -> new VirtualTimeline(START);
          case PORTAL -> new RealTimeline();
          default -> throw new UnsupportedWorkforceException(spec.workforce().type().label());
        };
    return new LocalEngine(workspace, listener, machines(), timeline, surroundings, threads);
  }

  /** Runs the campaign from wherever it stands. */
  public Ended run() {
    return run(failed -> false);
  }

  /**
   * Runs the campaign from wherever it stands, and redrives its execution after each failure as a
   * person may do it in the console of Step Functions.
   *
   * @param redriving whether the execution that failed is redriven
   */
  public Ended run(Predicate<Ended.Failed> redriving) {
    String execution = execution();
    JsonNode input = new ObjectMapper().createObjectNode().put("key", workspace.campaignKey());
    try {
      ExecutionResult result = runner.run("campaign", execution, input);
      while (true) {
        Ended ended = ended(result, execution);
        if (!(ended instanceof Ended.Failed failed && redriving.test(failed))) {
          return ended;
        }
        result = runner.redrive("campaign", execution, input, result.redrivable().orElseThrow());
      }
    } finally {
      runner.close();
    }
  }

  private Ended ended(ExecutionResult result, String execution) {
    if (result.status() == ExecutionResult.Status.SUCCEEDED) {
      return workspace.objects().get(workspace.keys().labels()).isPresent()
          ? new Ended.Finished(summary(workspace, steps))
          : new Ended.Paused(summary(workspace, steps));
    }
    String error = result.error().orElse("");
    return new Ended.Failed(
        new Problem(
            Problem.VERSION,
            workspace.campaign(),
            error,
            FailureCause.words(result.cause().orElse(error)),
            timeline.instant(),
            Optional.of(execution),
            Optional.empty(),
            result.redrivable().map(Redrivable::redrives).orElse(0)),
        summary(workspace, steps),
        INPUT_ERRORS.contains(error)
            || INPUT_ERRORS.stream().anyMatch(result.cause().orElse("")::contains));
  }

  /**
   * The name of this run's execution: that of the one which it continues, or another one where that
   * failed, so that it takes the campaign up.
   */
  private String execution() {
    CampaignKeys keys = workspace.keys();
    var documents = new DocumentStore(workspace.objects());
    Optional<Claim> claim = documents.find(keys.claim(), Claim.class);
    if (claim.isEmpty()) {
      return workspace.campaign();
    }
    InterruptedCleanUp.finish(documents, keys, workspace.campaignKey(), claim.get(), steps);
    if (FailedCampaign.problem(documents, keys, claim.get()).isPresent()) {
      return workspace.campaign() + "-again-" + (claim.get().resumptions().size() + 1);
    }
    workspace.forget(keys.problem());
    return claim.get().execution();
  }

  /** Where the campaign of a workspace stands. */
  public static CampaignSummary summary(LocalWorkspace workspace) {
    return summary(workspace, steps(workspace, new VirtualTimeline(START), new RunnerCallback()));
  }

  private static CampaignSummary summary(LocalWorkspace workspace, CampaignSteps steps) {
    return workspace.claimed()
        ? steps.summaries().of(steps.campaigns().open(workspace.keys().prefix()))
        : steps
            .summaries()
            .unclaimed(
                workspace.campaign(),
                workspace.objects().get(workspace.keys().problem()).isPresent());
  }

  /** Writes the report of a workspace's campaign again. */
  public static CampaignSummary writeReport(LocalWorkspace workspace) {
    CampaignSteps steps = steps(workspace, new VirtualTimeline(START), new RunnerCallback());
    if (!workspace.claimed()) {
      return summary(workspace, steps);
    }
    return CloseCampaign.writeReport(
            steps.campaigns().open(workspace.keys().prefix()), steps.reports(), new HtmlReport())
        .summary();
  }

  /** Where an item's label comes from; empty if the campaign's pool does not have the item. */
  public static Optional<ItemStory> explain(LocalWorkspace workspace, ItemId item) {
    CampaignSteps steps = steps(workspace, new VirtualTimeline(START), new RunnerCallback());
    return workspace.claimed()
        ? new Lineage(steps.campaigns().open(workspace.keys().prefix())).of(item)
        : Optional.empty();
  }

  /** Verifies the campaign of a workspace from its records. */
  public static Audit verify(LocalWorkspace workspace) {
    return new CampaignAudit(
            workspace.objects(),
            objects -> {
              var time = new VirtualTimeline(START);
              return steps(workspace, objects, time, new RunnerCallback(), time);
            },
            InstantSource.system())
        .of(workspace.keys());
  }

  /** What people may order of the campaign of a workspace, which may be running. */
  public static CampaignOperations operations(LocalWorkspace workspace) {
    return steps(workspace, new VirtualTimeline(START), new RunnerCallback())
        .operations(InstantSource.system());
  }

  /** Where the campaign of a workspace stands, for who operates it; empty before it has begun. */
  public static Optional<CampaignStatus> status(LocalWorkspace workspace) {
    if (!workspace.claimed()) {
      return Optional.empty();
    }
    CampaignSteps steps = steps(workspace, new VirtualTimeline(START), new RunnerCallback());
    return Optional.of(
        CampaignStatus.of(steps.campaigns().open(workspace.keys().prefix()), steps.ledger()));
  }

  private static SetBudget budgets(LocalWorkspace workspace, CampaignSteps steps) {
    return new SetBudget(
        new DocumentStore(workspace.objects()),
        steps.campaigns(),
        new LedgerBook(InstantSource.system()),
        new BudgetCeiling(workspace.objects(), Optional.empty()));
  }

  /**
   * Takes the file with which a workspace was prepared, if it is another than that of its campaign:
   * for a campaign that has begun, its budget and stop rules; otherwise all of it.
   *
   * @param by who brought it
   */
  public static ChangeCampaign.Answer takeFile(LocalWorkspace workspace, byte[] file, String by) {
    if (!workspace.holdsAnother(file)) {
      return new ChangeCampaign.Answer.Same();
    }
    if (workspace.claimed()) {
      // a run resumes a campaign that failed
      workspace.forget(workspace.keys().problem());
      CampaignSteps steps = steps(workspace, new VirtualTimeline(START), new RunnerCallback());
      ChangeCampaign.Answer answer =
          new ChangeCampaign(
                  new DocumentStore(workspace.objects()),
                  steps.campaigns(),
                  budgets(workspace, steps),
                  InstantSource.system())
              .execute(workspace.keys().prefix(), file, workspace.campaignKey(), by);
      if (answer instanceof ChangeCampaign.Answer.Refused) {
        return answer;
      }
      workspace.objects().put(workspace.campaignKey(), file);
      return answer;
    }
    workspace.objects().put(workspace.campaignKey(), file);
    return new ChangeCampaign.Answer.Same();
  }

  /**
   * Lets an annotator of the campaign of a workspace, which may be running, work again.
   *
   * @param by who orders it
   * @param cause why
   */
  public static ReinstateAnnotator.Answer reinstate(
      LocalWorkspace workspace, AnnotatorId annotator, String by, String cause) {
    CampaignSteps steps = steps(workspace, new VirtualTimeline(START), new RunnerCallback());
    return new ReinstateAnnotator(
            new DocumentStore(workspace.objects()), steps.campaigns(), InstantSource.system())
        .execute(workspace.keys().prefix(), annotator, by, cause);
  }

  /** Takes items' content out of the ended campaign of a workspace and out of its pool's files. */
  public static ForgetItem forgetting(LocalWorkspace workspace) {
    CampaignSteps steps = steps(workspace, new VirtualTimeline(START), new RunnerCallback());
    return new ForgetItem(
        workspace.objects(),
        steps.campaigns(),
        steps.reports(),
        new HtmlReport(),
        workspace::replacePoolFile,
        ObjectVersions.NONE,
        InstantSource.system());
  }

  private static CampaignSteps steps(
      LocalWorkspace workspace, Timeline timeline, RunnerCallback tokens) {
    return steps(workspace, workspace.objects(), timeline, tokens, timeline);
  }

  private static CampaignSteps steps(
      LocalWorkspace workspace,
      ObjectStore objects,
      Timeline timeline,
      WorkflowCallback tokens,
      InstantSource clock) {
    var simulation = new Simulation(new AnnotatorsTime(timeline), tokens);
    var portals = new LocalPortal(workspace, objects, timeline, tokens);
    return new CampaignSteps(
        objects,
        LocalRegistries.KNOWN_NAMES,
        Trainers::of,
        campaign ->
            campaign.spec().workforce().type() == WorkforceType.PORTAL
                ? portals.workforce(campaign)
                : simulation.workforce(campaign),
        new NotificationFile(new LogFile(workspace.log("notifications"), timeline)),
        new HtmlReport(),
        simulation,
        clock,
        Optional.empty(),
        tokens,
        AwaitResume.Pausing.ENDS);
  }

  private static <I extends Record, O extends Record> LambdaFunction function(
      Step<I, O> step, StepLog log, StepListener listener) {
    return payload -> {
      listener.started(step.name());
      O output = log.execute(step, JsonCodec.mapper().treeToValue(payload, step.inputType()));
      listener.finished(step.name(), output);
      return JsonCodec.mapper().valueToTree(output);
    };
  }

  private static StateMachine machine(
      Path machines, String name, Map<String, String> substitutions) {
    try {
      return StateMachine.parse(
          name,
          Files.readString(machines.resolve(name + ".asl.json"), StandardCharsets.UTF_8),
          substitutions);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder with the definitions: the very files that are deployed. */
  private static Path machines() {
    String home =
        Optional.ofNullable(System.getProperty("labelloop.home"))
            .or(() -> Optional.ofNullable(System.getProperty("labelloop.root")))
            .orElse("");
    return Path.of(home).resolve("infra/statemachines");
  }
}
