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
import java.util.Optional;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * Leaves a campaign in order whose execution ended from outside: a person stopped it, its time ran
 * out, or it broke where no state could catch. Its round is stopped, open labeling jobs are closed,
 * answers paid, the rest of the money released, and labels and report written. A repeated call
 * finds it done.
 */
@Singleton
class EndedExecution {
  private static final String STOPPED = "ABORTED";
  private static final String FAILED = "FAILED";

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
   * @param key of {@code campaign.json}
   * @param execution the name of the execution
   * @param status of the execution: {@code ABORTED}, {@code TIMED_OUT} or {@code FAILED}
   */
  void leaveInOrder(String key, String execution, String status) {
    var keys = CampaignKeys.ofCampaignFile(key);
    Optional<Claim> claim =
        documents
            .find(keys.claim(), Claim.class)
            .filter(known -> known.execution().equals(execution));
    boolean cleaned =
        documents
            .find(keys.problem(), Problem.class)
            .filter(problem -> problem.execution().orElse(execution).equals(execution))
            .filter(problem -> problem.leftInOrder().isPresent())
            .isPresent();
    if (status.equals(FAILED) && cleaned) {
      return;
    }
    claim.ifPresent(known -> stopRounds(known.executions(keys.prefix()) + "-round-"));
    log.execute(
        steps.step(CleanUpCampaign.class),
        new CleanUpCampaign.Input(
            key,
            execution,
            status.equals(STOPPED) ? Problem.STOPPED : "States." + status,
            "the execution '" + execution + "' ended as " + status));
    if (claim.isPresent()) {
      log.execute(
          steps.step(CloseCampaign.class),
          new CloseCampaign.Input(
              keys.prefix(), (status.equals(STOPPED) ? Outcome.STOPPED : Outcome.FAILED).label()));
    }
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
