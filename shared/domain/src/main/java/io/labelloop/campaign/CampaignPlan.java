package io.labelloop.campaign;

import io.labelloop.budget.AwsPrices;
import io.labelloop.budget.Money;
import io.labelloop.budget.RunningCost;
import java.util.List;
import java.util.Optional;

/**
 * What a campaign will take, before a cent of it is spent.
 *
 * @param items of the pool
 * @param certification how the accuracy is certified, where the file names a target
 * @param seedItems items of the first round beside the certification stream: the seed set, and the
 *     validation stream of a bandit or of self-training
 * @param batchItems items of every later round
 * @param firstRound what the first round costs at most
 * @param roundAtLeast what a later round costs if no item is doubtful
 * @param roundAtMost what it costs if every item is asked as often as allowed
 * @param roundsAtLeast how many rounds the budget pays for, at the higher price
 * @param roundsAtMost the same at the lower price, within the round limit; empty without a limit
 * @param audit what automatic labels take, where the file asks for them
 * @param running what AWS itself costs, an estimate and no part of the rest
 * @param warnings what will not work as the file means it
 */
public record CampaignPlan(
    long items,
    Optional<CertificationPlan> certification,
    int seedItems,
    int batchItems,
    Money firstRound,
    Money roundAtLeast,
    Money roundAtMost,
    Optional<Integer> roundsAtLeast,
    Optional<Integer> roundsAtMost,
    Optional<Audit> audit,
    Running running,
    List<Finding> warnings) {
  private static final int TYPICAL_ROUNDS = 20;
  private static final int MOST_ROUNDS = 1_000;

  public CampaignPlan {
    warnings = List.copyOf(warnings);
  }

  /**
   * The audit of automatic labels.
   *
   * @param looks audited items of a large first set at each look; larger sets ask for a part of
   *     that
   * @param firstLook what the first look costs
   */
  public record Audit(double precision, double confidence, List<Integer> looks, Money firstLook) {
    public Audit {
      looks = List.copyOf(looks);
    }
  }

  /** What AWS itself costs for so many rounds, each with as many waves as doubtful items take. */
  public record Running(int rounds, RunningCost cost, Money total) {}

  /** The plan of a campaign with a pool of this size. */
  public static CampaignPlan of(CampaignSpec spec, PoolSize pool) {
    long items = pool.items();
    Optional<CertificationPlan> certification = CertificationPlan.of(spec, items);
    int drawn = CertificationStream.size(spec, items);
    var money = new PlannedMoney(spec, items);
    Redundancy redundancy = spec.workforce().annotationsPerItem();
    Optional<Integer> roundsAtMost = money.rounds(drawn, redundancy.min());
    Optional<Audit> audit =
        spec.autoLabel()
            .map(
                auto ->
                    new Audit(
                        auto.precision(),
                        auto.confidence(),
                        PlannedMoney.looks(spec, auto),
                        money.audit(auto, 1)));
    return new CampaignPlan(
        items,
        certification,
        money.seedItems(drawn),
        spec.query().batchSize(),
        money.firstRound(drawn, redundancy.max()),
        money.laterRound(redundancy.min()),
        money.laterRound(redundancy.max()),
        money.rounds(drawn, redundancy.max()),
        roundsAtMost,
        audit,
        running(spec, pool, Math.min(MOST_ROUNDS, roundsAtMost.orElse(TYPICAL_ROUNDS))),
        new PlanWarnings(spec, items, money).of(certification, audit));
  }

  private static Running running(CampaignSpec spec, PoolSize pool, int rounds) {
    Redundancy redundancy = spec.workforce().annotationsPerItem();
    int waves = rounds * (1 + redundancy.max() - redundancy.min());
    int audits = spec.autoLabel().map(auto -> PlannedMoney.looks(spec, auto).size()).orElse(0);
    RunningCost cost =
        AwsPrices.costOf(
            new CampaignWork(
                    pool.shards(),
                    pool.bytes(),
                    rounds,
                    waves + audits,
                    audits,
                    audits > 0 ? pool.shards() : 0)
                .toCloudWork());
    return new Running(rounds, cost, cost.total());
  }
}
