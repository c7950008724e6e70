package io.labelloop.workflow.step;

import io.labelloop.workflow.document.CampaignOrders;
import io.labelloop.workflow.document.CampaignPause;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.port.WorkflowCallback;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Waits in a pause until the campaign is resumed or stopped. The token is stored before the orders
 * are read, and orders are stored before the token is answered: whichever comes second sees the
 * other. A resumption that is lost all the same is seen when the state looks again.
 */
public final class AwaitResume implements Step<AwaitResume.Input, Done> {
  private final Campaigns campaigns;
  private final WorkflowCallback callback;
  private final Pausing pausing;
  private final InstantSource clock;

  public AwaitResume(
      Campaigns campaigns, WorkflowCallback callback, Pausing pausing, InstantSource clock) {
    this.campaigns = campaigns;
    this.callback = callback;
    this.pausing = pausing;
    this.clock = clock;
  }

  /** What a paused execution does. */
  public enum Pausing {
    /** It waits for its token, for as long as it takes. */
    WAITS,
    /** It ends, and is started again to go on. */
    ENDS
  }

  /** The round after which the campaign is paused, and the token that lets it go on. */
  public record Input(String prefix, int round, String taskToken) {}

  /** What the token is answered with: whether the campaign goes on, or its run ends here. */
  public record Answer(boolean resumed) {}

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Done execute(Input input) {
    Campaign campaign = campaigns.open(input.prefix());
    boolean ends = pausing == Pausing.ENDS;
    store(campaign, input, ends ? Optional.empty() : Optional.of(input.taskToken()));
    boolean paused = CampaignOrders.of(campaign.documents(), campaign.keys()).pause().isPresent();
    if (ends || !paused) {
      callback.succeed(
          input.taskToken(), JsonCodec.mapper().valueToTree(new Answer(!paused)).toString());
    }
    return Done.DONE;
  }

  private void store(Campaign campaign, Input input, Optional<String> token) {
    Optional<CampaignPause> earlier =
        CampaignPause.find(campaign.documents(), campaign.keys())
            .filter(pause -> pause.round() == input.round());
    var pause =
        new CampaignPause(
            CampaignPause.VERSION,
            input.round(),
            earlier.map(CampaignPause::since).orElseGet(clock::instant),
            token);
    boolean unused =
        campaign
            .documents()
            .update(campaign.keys().pause(), stored -> DocumentStore.Update.of(pause, true));
  }
}
