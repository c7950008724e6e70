package io.labelloop.workflow.step;

import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.Claim;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.Problem;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Takes a failed campaign up by the execution that failed, when a person has redriven it. What may
 * not be taken up is said in words. A repeated call finds it done, by the redrive's number in the
 * claim. An execution that never had the claim goes on as well: it opens the campaign as it tried
 * to.
 */
public final class TakeUpCampaign implements Step<TakeUpCampaign.Input, TakeUpCampaign.Output> {
  private final Campaigns campaigns;
  private final InstantSource clock;

  public TakeUpCampaign(Campaigns campaigns, InstantSource clock) {
    this.campaigns = campaigns;
    this.clock = clock;
  }

  /**
   * @param key of {@code campaign.json}
   * @param execution the name of the workflow execution that failed and was redriven
   * @param redrive how often it was redriven, from 1
   */
  public record Input(String key, String execution, int redrive) {}

  /**
   * @param goesOn whether the execution goes on, from its first state
   * @param says why not, and what to do; empty if it does
   */
  public record Output(boolean goesOn, String says) {
    static final Output GOES_ON = new Output(true, "");

    static Output refused(String says) {
      return new Output(false, says);
    }
  }

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Output execute(Input input) {
    DocumentStore documents = campaigns.documents();
    var keys = CampaignKeys.ofCampaignFile(input.key());
    Optional<Claim> found = documents.find(keys.claim(), Claim.class);
    if (found.filter(claim -> claim.wasOf(input.execution())).isEmpty()) {
      return Output.GOES_ON;
    }
    Claim claim = found.get();
    Optional<Problem> problem =
        isFree(claim, input)
            ? FailedCampaign.problemOf(documents, keys, input.execution())
            : Optional.empty();
    return problem
        .map(
            failure ->
                FailedCampaign.takeUp(
                    campaigns,
                    keys,
                    claim,
                    cut -> claim.redriven(input.redrive(), failure.error(), clock.instant(), cut)))
        .map(now -> answer(now, keys, input))
        .orElseGet(() -> answer(claim, keys, input));
  }

  private static boolean isFree(Claim claim, Input input) {
    return claim.execution().equals(input.execution()) && claim.redrives() < input.redrive();
  }

  private Output answer(Claim claim, CampaignKeys keys, Input input) {
    if (!claim.execution().equals(input.execution())) {
      return Output.refused(
          "the execution '"
              + claim.execution()
              + "' has taken the campaign up since; look there, and redrive that one if it failed");
    }
    if (claim.redrives() >= input.redrive()) {
      return Output.GOES_ON;
    }
    return Output.refused(
        FailedCampaign.hasEnded(campaigns.documents(), keys)
            ? "the campaign has ended and its labels are written: upload its file in a new folder"
            : "'"
                + keys.problem()
                + "' does not say that the campaign was left in order: redrive it again when it"
                + " does");
  }
}
