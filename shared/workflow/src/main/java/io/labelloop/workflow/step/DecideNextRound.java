package io.labelloop.workflow.step;

import io.labelloop.stopping.Outcome;
import io.labelloop.workflow.document.Decision;
import java.util.Optional;

/** Asks the stopping criteria whether there is another round. */
public final class DecideNextRound implements Step<RoundInput, DecideNextRound.Output> {
  private final Campaigns campaigns;
  private final LedgerBook ledger;

  public DecideNextRound(Campaigns campaigns, LedgerBook ledger) {
    this.campaigns = campaigns;
    this.ledger = ledger;
  }

  /**
   * Whether there is another round, its number, and the outcome ({@code running} if there is one).
   */
  public record Output(boolean more, int nextRound, String outcome) {}

  @Override
  public Class<RoundInput> inputType() {
    return RoundInput.class;
  }

  @Override
  public Output execute(RoundInput input) {
    Campaign campaign = campaigns.open(input.prefix());
    Optional<Outcome> outcome =
        StopRules.of(campaign.spec())
            .evaluate(StopRules.progress(campaign, ledger.read(campaign), input.round()));
    Decision decision =
        campaign
            .documents()
            .decide(
                campaign.keys().decision(input.round()),
                new Decision(
                    Decision.VERSION,
                    input.round(),
                    outcome.isEmpty(),
                    outcome.orElse(Outcome.RUNNING).label()),
                Decision.class);
    return new Output(
        decision.more(), decision.more() ? input.round() + 1 : input.round(), decision.outcome());
  }
}
