package io.labelloop.workflow.step;

import io.labelloop.budget.BudgetLedger;
import io.labelloop.stopping.Outcome;
import io.labelloop.stopping.Verdict;
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
    Decision decision =
        campaign
            .documents()
            .decided(
                campaign.keys().decision(input.round()),
                Decision.class,
                () -> decide(campaign, input.round()));
    return new Output(
        decision.more(), decision.more() ? input.round() + 1 : input.round(), decision.outcome());
  }

  private Decision decide(Campaign campaign, int round) {
    BudgetLedger books = ledger.read(campaign).atNextRound();
    Verdict verdict =
        StopRules.of(campaign.stop(), books.budget())
            .evaluate(StopRules.progress(campaign, books, round));
    return new Decision(
        Decision.VERSION,
        round,
        !verdict.fires(),
        verdict.outcome().orElse(Outcome.RUNNING).label(),
        verdict.single().stream()
            .map(rule -> new Decision.Rule(rule.rule(), rule.fires(), rule.says()))
            .toList(),
        StopRules.nextRound(campaign, round),
        Optional.empty());
  }
}
