package io.labelloop.workflow.step;

import io.labelloop.budget.BudgetLedger;
import io.labelloop.stopping.Outcome;
import io.labelloop.stopping.Verdict;
import io.labelloop.workflow.document.CampaignOrders;
import io.labelloop.workflow.document.Decision;
import io.labelloop.workflow.document.DocumentStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks the stopping criteria, and the orders of people, whether there is another round. A paused
 * campaign decides nothing until it is resumed or stopped. The decision stores how many orders it
 * knew of; after the last one, no more are taken.
 */
public final class DecideNextRound implements Step<RoundInput, DecideNextRound.Output> {
  /** The name of the rule by which a person's order ends a campaign. */
  public static final String STOPPED_RULE = "stopped";

  private final Campaigns campaigns;
  private final LedgerBook ledger;

  public DecideNextRound(Campaigns campaigns, LedgerBook ledger) {
    this.campaigns = campaigns;
    this.ledger = ledger;
  }

  /**
   * Whether there is another round, its number, and the outcome ({@code running} if there is one).
   *
   * @param paused whether nothing is decided yet, since the campaign is paused
   */
  public record Output(boolean more, int nextRound, String outcome, boolean paused) {}

  @Override
  public Class<RoundInput> inputType() {
    return RoundInput.class;
  }

  @Override
  public Output execute(RoundInput input) {
    Campaign campaign = campaigns.open(input.prefix());
    String key = campaign.keys().decision(input.round());
    Optional<Decision> made = campaign.documents().find(key, Decision.class);
    CampaignOrders orders = CampaignOrders.of(campaign.documents(), campaign.keys());
    if (made.isEmpty() && orders.pause().isPresent()) {
      return new Output(false, input.round(), Outcome.RUNNING.label(), true);
    }
    Decision decision =
        made.orElseGet(
            () ->
                campaign
                    .documents()
                    .decide(key, decide(campaign, input.round(), orders), Decision.class));
    if (!decision.more() && !orders.orders().isEmpty()) {
      close(campaign);
    }
    return new Output(
        decision.more(),
        decision.more() ? input.round() + 1 : input.round(),
        decision.outcome(),
        false);
  }

  private Decision decide(Campaign campaign, int round, CampaignOrders orders) {
    BudgetLedger books = ledger.read(campaign).atNextRound();
    Verdict verdict =
        StopRules.of(campaign.stop(), books.budget())
            .evaluate(StopRules.progress(campaign, books, round));
    var rules = new ArrayList<Decision.Rule>();
    orders.stop().ifPresent(order -> rules.add(stopped(order)));
    verdict.single().stream()
        .map(rule -> new Decision.Rule(rule.rule(), rule.fires(), rule.says()))
        .forEach(rules::add);
    return new Decision(
        Decision.VERSION,
        round,
        !verdict.fires() && orders.stop().isEmpty(),
        outcome(verdict, orders).label(),
        List.copyOf(rules),
        StopRules.nextRound(campaign, round),
        Optional.of(orders.orders().size()).filter(known -> known > 0));
  }

  private static Decision.Rule stopped(CampaignOrders.Order order) {
    return new Decision.Rule(
        STOPPED_RULE, true, order.by() + " stopped the campaign at " + order.at());
  }

  /** A target that is certified at the same time is the better news. */
  private static Outcome outcome(Verdict verdict, CampaignOrders orders) {
    Optional<Outcome> fired = verdict.outcome();
    return orders.stop().isPresent() && !fired.equals(Optional.of(Outcome.ACCURACY_CERTIFIED))
        ? Outcome.STOPPED
        : fired.orElse(Outcome.RUNNING);
  }

  private static void close(Campaign campaign) {
    boolean unused =
        campaign
            .documents()
            .update(
                campaign.keys().orders(),
                stored -> {
                  CampaignOrders orders = CampaignOrders.of(stored);
                  return orders.closed()
                      ? DocumentStore.Update.none(true)
                      : DocumentStore.Update.of(orders.close(), true);
                });
  }
}
