package io.labelloop.local;

import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.Claim;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.Problem;
import io.labelloop.workflow.port.StoreException;
import io.labelloop.workflow.step.CampaignSteps;
import io.labelloop.workflow.step.CleanUpCampaign;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * The clean-up of a failed campaign that the end of the process broke off. It has closed some
 * labeling jobs, whose questions nobody would ask again if the campaign just went on: so it is
 * finished first, and the campaign is then taken up like any that failed.
 */
final class InterruptedCleanUp {
  private InterruptedCleanUp() {}

  /**
   * Finishes it; does nothing where none was broken off.
   *
   * @throws StoreException if something that it needs cannot be read or written now; it goes on
   *     when it is called again
   */
  static void finish(
      DocumentStore documents,
      CampaignKeys keys,
      String campaignKey,
      Claim claim,
      CampaignSteps steps) {
    Optional<Problem> open =
        documents
            .find(keys.problem(), Problem.class)
            .filter(problem -> problem.isOf(claim.execution()))
            .filter(problem -> problem.leftInOrder().isEmpty());
    if (open.isEmpty()) {
      return;
    }
    Problem problem = open.get();
    try {
      steps
          .step(CleanUpCampaign.class)
          .execute(
              new CleanUpCampaign.Input(
                  campaignKey,
                  claim.execution(),
                  problem.error(),
                  problem.cause(),
                  Math.max(problem.redrives(), claim.redrives())));
    } catch (UncheckedIOException unread) {
      throw new StoreException(
          "the campaign has failed, and leaving it in order cannot be finished now: "
              + unread.getMessage()
              + "; run it again",
          unread);
    }
  }
}
