package io.labelloop.aws.metrics;

import io.labelloop.budget.BudgetLedger;
import io.labelloop.budget.LedgerEntry;
import io.labelloop.budget.Money;
import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.Evaluation;
import io.labelloop.workflow.document.ShardIndex;
import io.labelloop.workflow.step.Campaign;
import io.labelloop.workflow.step.CampaignInput;
import io.labelloop.workflow.step.Campaigns;
import io.labelloop.workflow.step.ConsolidateLabels;
import io.labelloop.workflow.step.DrawStreams;
import io.labelloop.workflow.step.EvaluateRound;
import io.labelloop.workflow.step.ExtendStreams;
import io.labelloop.workflow.step.LedgerBook;
import io.labelloop.workflow.step.PublishLabelingJob;
import io.labelloop.workflow.step.ReserveBudget;
import io.labelloop.workflow.step.RoundInput;
import io.labelloop.workflow.step.ScoreShard;
import io.labelloop.workflow.step.SettleBudget;
import io.labelloop.workflow.step.StepLog;
import io.labelloop.workflow.step.WaveInput;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What each step's answer says in figures: {@code StepSeconds} by {@code Step}; everything else by
 * {@code Campaign}, and by {@code Stack}, which alarms watch since they cannot know campaigns.
 * {@code docs/operations/metrics.md} lists them.
 *
 * <p>A repeated step measures again: counts of answers are those of a wave, all other figures are
 * states, which repetition leaves as they are.
 */
public final class StepMetrics {
  private final Campaigns campaigns;
  private final LedgerBook ledger;
  private final String stack;
  private final InstantSource clock;

  /**
   * @param stack the name of the stack that the step belongs to
   */
  public StepMetrics(Campaigns campaigns, LedgerBook ledger, String stack, InstantSource clock) {
    this.campaigns = campaigns;
    this.ledger = ledger;
    this.stack = stack;
    this.clock = clock;
  }

  /**
   * The lines to log about a step that has answered.
   *
   * @param step its name
   * @param took the time from its input to its output
   */
  public List<String> lines(String step, Record input, Record output, Duration took) {
    Instant now = clock.instant();
    var lines = new ArrayList<String>();
    lines.add(
        new EmbeddedMetrics(
                Map.of("Step", step), Map.of(Figure.STEP_SECONDS, took.toMillis() / 1_000.0))
            .line(now));
    prefix(input)
        .ifPresent(
            prefix -> {
              Map<Figure, Double> figures = figures(prefix, input, output, now);
              if (!figures.isEmpty()) {
                lines.add(
                    new EmbeddedMetrics(
                            Map.of("Campaign", StepLog.campaign(prefix), "Stack", stack), figures)
                        .line(now));
              }
            });
    return lines;
  }

  private static Optional<String> prefix(Record input) {
    return switch (input) {
      case CampaignInput campaign -> Optional.of(campaign.prefix());
      case RoundInput round -> Optional.of(round.prefix());
      case WaveInput wave -> Optional.of(wave.prefix());
      case ScoreShard.Input shard -> Optional.of(shard.prefix());
      case PublishLabelingJob.Input job -> Optional.of(job.prefix());
      default -> Optional.empty();
    };
  }

  private Map<Figure, Double> figures(String prefix, Record input, Record output, Instant now) {
    return switch (input) {
      case ScoreShard.Input shard -> scored(prefix, shard.shard());
      case PublishLabelingJob.Input job ->
          Map.of(
              Figure.QUEUE_AGE,
              (double) waited(campaigns.open(prefix), job.round(), job.wave(), now).toSeconds());
      default ->
          switch (output) {
            case DrawStreams.Output drawn ->
                Map.of(Figure.REJECTED_LINES, (double) drawn.rejected());
            case ExtendStreams.Output drawn ->
                Map.of(Figure.REJECTED_LINES, (double) drawn.rejected());
            case ReserveBudget.Output held -> {
              Map<Figure, Double> figures = money(campaigns.open(prefix));
              figures.put(Figure.UNAFFORDABLE_QUESTIONS, (double) held.unaffordable());
              yield figures;
            }
            case SettleBudget.Output paid -> money(campaigns.open(prefix));
            case ConsolidateLabels.Output consolidated ->
                answered(campaigns.open(prefix), (WaveInput) input);
            case EvaluateRound.Output evaluated ->
                evaluated(prefix, ((RoundInput) input).round(), evaluated);
            default -> Map.of();
          };
    };
  }

  private Map<Figure, Double> scored(String prefix, int shard) {
    return campaigns
        .documents()
        .find(new CampaignKeys(prefix).shardIndex(shard), ShardIndex.class)
        .map(index -> Map.of(Figure.SCORED_ITEMS, (double) index.accepted()))
        .orElse(Map.of());
  }

  /**
   * From the moment that the money for a wave was held: its questions are published right after.
   */
  private Duration waited(Campaign campaign, int round, int wave, Instant now) {
    return ledger.read(campaign).entries().stream()
        .filter(
            entry ->
                entry instanceof LedgerEntry.Reserved reserved
                    && reserved.id().equals(ReserveBudget.reservation(round, wave)))
        .map(entry -> Duration.between(entry.at(), now))
        .filter(Duration::isPositive)
        .findFirst()
        .orElse(Duration.ZERO);
  }

  private Map<Figure, Double> money(Campaign campaign) {
    BudgetLedger books = ledger.read(campaign);
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    figures.put(Figure.COST, books.settled().amount().doubleValue());
    books
        .budget()
        .filter(budget -> !budget.isZero())
        .ifPresent(
            budget ->
                figures.put(
                    Figure.BUDGET_USED, percent(books.settled().plus(books.reserved()), budget)));
    return figures;
  }

  private static double percent(Money part, Money whole) {
    return part.amount()
        .movePointRight(2)
        .divide(whole.amount(), MathContext.DECIMAL64)
        .doubleValue();
  }

  private static Map<Figure, Double> answered(Campaign campaign, WaveInput wave) {
    int answers = campaign.annotations(wave.round(), wave.wave()).size();
    return Map.of(Figure.ANNOTATIONS, (double) answers, Figure.QUEUE_AGE, 0.0);
  }

  private Map<Figure, Double> evaluated(String prefix, int round, EvaluateRound.Output evaluated) {
    double before =
        campaigns
            .documents()
            .find(new CampaignKeys(prefix).evaluation(round - 1), Evaluation.class)
            .map(Evaluation::lowerBound)
            .orElse(0.0);
    return Map.of(
        Figure.CERTIFIED_BOUND,
        evaluated.lowerBound(),
        Figure.CERTIFIED_BOUND_FALL,
        Math.max(0, before - evaluated.lowerBound()));
  }
}
