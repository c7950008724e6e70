package io.labelloop.workflow.step;

import io.labelloop.annotation.Annotation;
import io.labelloop.budget.BudgetLedger;
import io.labelloop.budget.Money;
import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.StopSpec;
import io.labelloop.estimation.AccuracyBound;
import io.labelloop.estimation.InversePowerLaw;
import io.labelloop.stopping.AccuracyCertified;
import io.labelloop.stopping.AnyOf;
import io.labelloop.stopping.BudgetExhausted;
import io.labelloop.stopping.CampaignProgress;
import io.labelloop.stopping.NextBatch;
import io.labelloop.stopping.PoolExhausted;
import io.labelloop.stopping.StoppingCriterion;
import io.labelloop.workflow.document.Decision;
import io.labelloop.workflow.document.Evaluation;
import io.labelloop.workflow.document.StopSetPredictions;
import io.labelloop.workflow.document.Training;
import io.labelloop.workflow.document.Wave;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The stopping criteria that a campaign file asks for. */
final class StopRules {
  private StopRules() {}

  /**
   * All criteria; the certified target first, since it is the best of several reasons to stop.
   *
   * @param budget of the next round, which may be another than the campaign file's
   */
  static AnyOf of(StopSpec stop, Optional<Money> budget) {
    var criteria = new ArrayList<StoppingCriterion>(stop.rules().criteria());
    criteria.sort(
        (left, right) ->
            Boolean.compare(right instanceof AccuracyCertified, left instanceof AccuracyCertified));
    int place = criteria.isEmpty() || !(criteria.getFirst() instanceof AccuracyCertified) ? 0 : 1;
    criteria.add(place, new PoolExhausted());
    budget.ifPresent(limit -> criteria.add(place + 1, new BudgetExhausted()));
    return new AnyOf(criteria);
  }

  /** What the criteria look at after a round. */
  static CampaignProgress progress(Campaign campaign, BudgetLedger books, int round) {
    CampaignSpec spec = campaign.spec();
    long taken = campaign.takenBy(round).size();
    Optional<Evaluation> evaluation =
        campaign.documents().find(campaign.keys().evaluation(round), Evaluation.class);
    Optional<AccuracyBound> bound =
        campaign
            .stop()
            .accuracy()
            .flatMap(
                target ->
                    evaluation.map(
                        e ->
                            new AccuracyBound(
                                round,
                                e.labels(),
                                e.correct(),
                                e.lowerBound(),
                                target.confidence(),
                                target.target())));
    Decision.NextRound next = nextRound(campaign, round);
    return new CampaignProgress(
        round,
        campaign.consolidatedLabels(round).size(),
        elapsed(campaign, round),
        bound,
        books.left(),
        spec.workforce().prices().most(spec.workforce().annotationsPerItem().min()),
        Math.max(0, campaign.pool().streams(round).items() - taken),
        StopSet.changes(campaign, round),
        StopSet.stored(campaign, round)
            .map(StopSetPredictions::uncertainty)
            .map(OptionalDouble::of)
            .orElse(OptionalDouble.empty()),
        next.gain().map(gain -> new NextBatch(next.labels(), next.price(), gain)));
  }

  // to the latest answer, since a repeated step has to come to the same result
  private static Duration elapsed(Campaign campaign, int round) {
    Instant start = campaign.claim().claimedAt();
    return campaign.annotations(round).stream()
        .map(Annotation::answeredAt)
        .max(Instant::compareTo)
        .map(latest -> Duration.between(start, latest))
        .filter(elapsed -> !elapsed.isNegative())
        .orElse(Duration.ZERO);
  }

  /**
   * What one more round would probably bring and cost: a batch, with as many annotations an item as
   * the last batch took, and the gain by the learning curve on the certification items.
   */
  static Decision.NextRound nextRound(Campaign campaign, int round) {
    CampaignSpec spec = campaign.spec();
    int items = spec.query().batchSize();
    List<Wave> last = round > 1 ? campaign.publishedWaves(round) : List.of();
    double perItem =
        last.isEmpty()
            ? spec.workforce().annotationsPerItem().min()
            : (double) last.stream().mapToInt(Wave::annotations).sum()
                / last.getFirst().questions().size();
    Money price =
        spec.workforce().prices().most(Math.max(1, (int) Math.ceil(perItem))).times(items);
    List<InversePowerLaw.Point> curve = curve(campaign, round);
    Optional<Double> gain =
        InversePowerLaw.fit(curve).map(law -> law.gain(curve.getLast().labels(), items));
    return new Decision.NextRound(items, price, gain);
  }

  private static List<InversePowerLaw.Point> curve(Campaign campaign, int round) {
    var points = new ArrayList<InversePowerLaw.Point>();
    for (int r = 1; r <= round; r++) {
      Optional<Training> training =
          campaign.documents().find(campaign.keys().training(r), Training.class);
      Optional<Double> accuracy =
          campaign
              .documents()
              .find(campaign.keys().evaluation(r), Evaluation.class)
              .flatMap(Evaluation::accuracy);
      if (training.filter(t -> t.labels() > 0).isPresent() && accuracy.isPresent()) {
        points.add(new InversePowerLaw.Point(training.get().labels(), accuracy.get()));
      }
    }
    return points;
  }
}
