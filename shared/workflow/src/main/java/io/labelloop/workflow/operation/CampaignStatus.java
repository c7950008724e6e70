package io.labelloop.workflow.operation;

import io.labelloop.budget.BudgetLedger;
import io.labelloop.budget.Money;
import io.labelloop.stopping.Outcome;
import io.labelloop.workflow.document.CampaignOrders;
import io.labelloop.workflow.document.CampaignPause;
import io.labelloop.workflow.document.Problem;
import io.labelloop.workflow.document.Wave;
import io.labelloop.workflow.report.SummaryAssembly;
import io.labelloop.workflow.step.Campaign;
import io.labelloop.workflow.step.LedgerBook;
import java.util.List;
import java.util.Optional;

/**
 * Where a campaign stands, for who operates it; read from its documents, at any time.
 *
 * @param outcome how it ended, or {@code running}
 * @param round the latest round that chose its questions; 0 before the first
 * @param bound what is certified by now; none before the first evaluation, or without a target
 * @param labels items with a consolidated label
 * @param annotations answers that were collected
 * @param orders what people ordered, oldest first
 */
public record CampaignStatus(
    String campaign,
    State state,
    String outcome,
    int round,
    Optional<Bound> bound,
    Spending money,
    int labels,
    int annotations,
    List<CampaignOrders.Order> orders) {
  public CampaignStatus {
    orders = List.copyOf(orders);
  }

  /** What the campaign does now. */
  public enum State {
    /** Its steps compute. */
    RUNNING,
    /** Questions are before people. */
    WAITING_FOR_PEOPLE,
    /** It pauses after the round that runs. */
    PAUSING,
    /** It waits to be resumed. */
    PAUSED,
    /** It ends after the round that runs, since a person stopped it. */
    STOPPING,
    /** It ended. */
    ENDED,
    /** It could not go on. */
    FAILED
  }

  /**
   * The certified lower bound on the accuracy, against what is wanted.
   *
   * @param labels certification items that it rests on
   */
  public record Bound(double lowerBound, double confidence, double target, int labels) {}

  /**
   * The money.
   *
   * @param budget that was ordered last; none without a limit
   * @param left of the budget that holds for the running round
   */
  public record Spending(
      Money spent, Money reserved, Optional<Money> budget, Optional<Money> left) {}

  /** Where a claimed campaign stands. */
  public static CampaignStatus of(Campaign campaign, LedgerBook ledger) {
    int started = campaign.startedRounds();
    BudgetLedger books = ledger.read(campaign);
    CampaignOrders orders = CampaignOrders.of(campaign.documents(), campaign.keys());
    String outcome = SummaryAssembly.outcome(campaign);
    return new CampaignStatus(
        campaign.claim().campaign(),
        state(campaign, started, orders),
        outcome,
        started,
        campaign
            .stop()
            .accuracy()
            .flatMap(
                target ->
                    campaign
                        .latestEvaluation()
                        .map(
                            evaluation ->
                                new Bound(
                                    evaluation.lowerBound(),
                                    target.confidence(),
                                    target.target(),
                                    evaluation.labels()))),
        new Spending(books.settled(), books.reserved(), books.orderedBudget(), books.left()),
        campaign.consolidation(started).map(c -> c.labels().size()).orElse(0),
        campaign.annotations(started).size(),
        orders.orders());
  }

  private static State state(Campaign campaign, int started, CampaignOrders orders) {
    Optional<Problem> problem = Problem.of(campaign.documents(), campaign.keys(), campaign.claim());
    if (problem.isPresent()) {
      return problem.get().error().equals(Problem.STOPPED) ? State.ENDED : State.FAILED;
    }
    if (campaign.documents().has(campaign.keys().checksums())) {
      return State.ENDED;
    }
    if (orders.pause().isPresent()) {
      return CampaignPause.find(campaign.documents(), campaign.keys())
              .filter(pause -> pause.round() == started)
              .isPresent()
          ? State.PAUSED
          : State.PAUSING;
    }
    if (orders.stop().isPresent()) {
      return State.STOPPING;
    }
    return isAsking(campaign, started) ? State.WAITING_FOR_PEOPLE : State.RUNNING;
  }

  private static boolean isAsking(Campaign campaign, int started) {
    return started > 0
        && campaign.publishedWaves(started).stream()
            .map(Wave::wave)
            .anyMatch(
                wave -> !campaign.documents().has(campaign.keys().annotations(started, wave)));
  }

  /** Whether the campaign ended with an honest outcome. */
  public boolean ended() {
    return state == State.ENDED && !outcome.equals(Outcome.FAILED.label());
  }
}
