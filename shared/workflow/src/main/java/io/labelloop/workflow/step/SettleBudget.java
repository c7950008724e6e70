package io.labelloop.workflow.step;

import io.labelloop.workflow.document.Wave;

/** Pays for the answers of a round and releases what was held for answers that did not come. */
public final class SettleBudget implements Step<RoundInput, SettleBudget.Output> {
  private final Campaigns campaigns;
  private final LedgerBook ledger;

  public SettleBudget(Campaigns campaigns, LedgerBook ledger) {
    this.campaigns = campaigns;
    this.ledger = ledger;
  }

  /** All money that the campaign has spent by now, as text. */
  public record Output(String spent) {}

  @Override
  public Class<RoundInput> inputType() {
    return RoundInput.class;
  }

  @Override
  public Output execute(RoundInput input) {
    Campaign campaign = campaigns.open(input.prefix());
    for (Wave wave : campaign.publishedWaves(input.round())) {
      int answers = campaign.annotations(input.round(), wave.wave()).size();
      ledger.settle(
          campaign,
          ReserveBudget.reservation(input.round(), wave.wave()),
          WaveCost.due(campaign, wave),
          answers + " of " + wave.annotations() + " annotations answered");
    }
    return new Output(ledger.read(campaign).settled().toString());
  }
}
