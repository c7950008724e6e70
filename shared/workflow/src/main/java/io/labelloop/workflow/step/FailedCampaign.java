package io.labelloop.workflow.step;

import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.Claim;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.Problem;
import io.labelloop.workflow.document.Wave;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A campaign whose execution failed and left it in order: another execution may take it up, or the
 * same one when it is redriven. All that was decided holds; a wave whose open questions the failure
 * withdrew is closed for good, and what it has no answer to is asked in the next one ({@link
 * CutShort}).
 */
public final class FailedCampaign {
  private FailedCampaign() {}

  /**
   * Why a campaign failed that may be taken up; none if it runs, was stopped or is being cleaned
   * up. One that failed as its last documents were written may be, too: they are written again.
   */
  public static Optional<Problem> problem(DocumentStore documents, CampaignKeys keys, Claim claim) {
    return Problem.of(documents, keys, claim).filter(FailedCampaign::mayBeTakenUp);
  }

  /**
   * The same for the execution that has just been redriven and cleaned up, whose problem is the one
   * that is stored. No times are compared: clocks may have been moved meanwhile.
   */
  static Optional<Problem> problemOf(DocumentStore documents, CampaignKeys keys, String execution) {
    return documents
        .find(keys.problem(), Problem.class)
        .filter(problem -> problem.isOf(execution))
        .filter(FailedCampaign::mayBeTakenUp);
  }

  private static boolean mayBeTakenUp(Problem problem) {
    return !problem.error().equals(Problem.STOPPED) && problem.leftInOrder().isPresent();
  }

  /** Whether a campaign was closed to the last of its documents, whatever its outcome. */
  static boolean hasEnded(DocumentStore documents, CampaignKeys keys) {
    return documents.has(keys.checksumOfChecksums());
  }

  /**
   * Gives a failed campaign to an execution, unless another one was faster.
   *
   * @param next the claim of a campaign that is taken up, given the wave that the failure cut
   * @return the claim that holds now
   */
  static Claim takeUp(
      Campaigns campaigns,
      CampaignKeys keys,
      Claim failed,
      Function<Optional<Claim.CutWave>, Claim> next) {
    Optional<Claim.CutWave> cut =
        campaigns.documents().has(keys.spec())
            ? cut(campaigns.open(keys.prefix()))
            : Optional.empty();
    return campaigns
        .documents()
        .update(
            keys.claim(),
            stored -> {
              Claim now =
                  stored.map(content -> JsonCodec.read(content, Claim.class)).orElse(failed);
              if (!now.equals(failed)) {
                return DocumentStore.Update.none(now);
              }
              Claim taken = next.apply(cut);
              return DocumentStore.Update.of(taken, taken);
            });
  }

  private static Optional<Claim.CutWave> cut(Campaign campaign) {
    int round = campaign.startedRounds();
    List<Wave> waves = round == 0 ? List.of() : campaign.publishedWaves(round);
    return waves.isEmpty()
            || campaign
                .documents()
                .has(campaign.keys().consolidation(round, waves.getLast().wave()))
        ? Optional.empty()
        : Optional.of(new Claim.CutWave(round, waves.getLast().wave()));
  }
}
