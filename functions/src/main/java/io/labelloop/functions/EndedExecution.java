package io.labelloop.functions;

import io.labelloop.stopping.Outcome;
import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.Claim;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.Problem;
import io.labelloop.workflow.port.ObjectStore;
import io.labelloop.workflow.step.CampaignSteps;
import io.labelloop.workflow.step.CleanUpCampaign;
import io.labelloop.workflow.step.CloseCampaign;
import io.labelloop.workflow.step.StepLog;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * Leaves a campaign in order whose execution ended without doing so: a person stopped it, its time
 * ran out, or it failed and could not clean up. Its round is stopped, open labeling jobs are
 * closed, answers paid and the rest of the money released. Unless it failed, and may be taken up
 * again, labels and report are written. A repeated call finds it done, and a late one, for a
 * campaign that goes on since, does nothing.
 */
@Singleton
class EndedExecution {
  private static final String STOPPED = "ABORTED";
  private static final String FAILED = "FAILED";
  private static final List<String> STATUSES = List.of(STOPPED, "TIMED_OUT", FAILED);

  private final DocumentStore documents;
  private final CampaignSteps steps;
  private final StepLog log;
  private final SfnClient stepFunctions;
  private final Settings settings;

  EndedExecution(
      ObjectStore objects,
      CampaignSteps steps,
      StepLog log,
      SfnClient stepFunctions,
      Settings settings) {
    this.documents = new DocumentStore(objects);
    this.steps = steps;
    this.log = log;
    this.stepFunctions = stepFunctions;
    this.settings = settings;
  }

  /**
   * That an execution has ended.
   *
   * @param key of {@code campaign.json}
   * @param execution the name of the execution
   * @param status of the execution: {@code ABORTED}, {@code TIMED_OUT} or {@code FAILED}
   * @param redrives how often it had been redriven when it ended
   * @param error name of its error; may be empty
   * @param cause what the error says; may be empty
   */
  record Event(
      String key, String execution, String status, int redrives, String error, String cause) {
    Event {
      if (!STATUSES.contains(status)) {
        throw new IllegalArgumentException(
            "the status of an execution that broke off must be one of "
                + STATUSES
                + ", but was '"
                + status
                + "'");
      }
      error =
          status.equals(STOPPED) ? Problem.STOPPED : error.isEmpty() ? "States." + status : error;
      cause = cause.isEmpty() ? "the execution '" + execution + "' ended as " + status : cause;
    }
  }

  void leaveInOrder(Event event) {
    var keys = CampaignKeys.ofCampaignFile(event.key());
    Optional<Claim> claim =
        documents
            .find(keys.claim(), Claim.class)
            .filter(known -> known.execution().equals(event.execution()));
    if (claim.filter(known -> known.redrives() > event.redrives()).isPresent()) {
      // it was redriven since, and has taken the campaign up
      return;
    }
    boolean failed = event.status().equals(FAILED);
    if (failed && isCleaned(keys, event)) {
      return;
    }
    claim.ifPresent(known -> stopRounds(known.executions(keys.prefix()) + "-round-"));
    log.execute(
        steps.step(CleanUpCampaign.class),
        new CleanUpCampaign.Input(
            event.key(), event.execution(), event.error(), event.cause(), event.redrives()));
    // what has failed can be taken up again; what broke off while it was claimed has no report
    if (claim.isPresent() && !failed && documents.has(keys.poolPlan())) {
      Outcome outcome = event.status().equals(STOPPED) ? Outcome.STOPPED : Outcome.FAILED;
      log.execute(
          steps.step(CloseCampaign.class), new CloseCampaign.Input(keys.prefix(), outcome.label()));
    }
  }

  private boolean isCleaned(CampaignKeys keys, Event event) {
    return documents
        .find(keys.problem(), Problem.class)
        .filter(problem -> problem.execution().orElse("").equals(event.execution()))
        .filter(problem -> problem.redrives() >= event.redrives())
        .filter(problem -> problem.leftInOrder().isPresent())
        .isPresent();
  }

  /** Step Functions stops the round of a stopped campaign, but only tries to. */
  private void stopRounds(String begins) {
    settings
        .roundStateMachine()
        .ifPresent(
            machine ->
                stepFunctions
                    .listExecutionsPaginator(
                        request ->
                            request.stateMachineArn(machine).statusFilter(ExecutionStatus.RUNNING))
                    .executions()
                    .stream()
                    .filter(round -> round.name().startsWith(begins))
                    .map(ExecutionListItem::executionArn)
                    .forEach(
                        arn -> stepFunctions.stopExecution(request -> request.executionArn(arn))));
  }
}
