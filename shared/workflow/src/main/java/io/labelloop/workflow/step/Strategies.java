package io.labelloop.workflow.step;

import io.labelloop.campaign.QuerySpec;
import io.labelloop.pool.SeededOrder;
import io.labelloop.query.QueryStrategies;
import io.labelloop.query.QueryStrategy;
import io.labelloop.query.SequenceStrategies;
import io.labelloop.query.SequenceStrategy;
import io.labelloop.workflow.document.ScoredItem;
import java.util.Comparator;

/**
 * How a campaign's rounds choose: one place, so that the shards keep what the selection will ask
 * for.
 */
final class Strategies {
  private Strategies() {}

  /**
   * The query strategy of a round of a classification campaign.
   *
   * @param round from 2 on: the first has no model
   */
  static QueryStrategy of(Campaign campaign, int round) {
    return BanditRounds.of(campaign)
        .map(bandit -> bandit.strategy(round))
        .orElseGet(() -> QueryStrategies.of(campaign.spec().query().strategy()));
  }

  /** The query strategy of a campaign about sentences. */
  static SequenceStrategy ofSentences(Campaign campaign) {
    QuerySpec query = campaign.spec().query();
    return SequenceStrategies.of(query.strategy(), query.perToken());
  }

  /** How many members the committee has that a classification campaign trains each round. */
  static int committee(Campaign campaign) {
    return BanditRounds.of(campaign)
        .map(BanditRounds::committee)
        .orElseGet(() -> QueryStrategies.of(campaign.spec().query().strategy()).committee());
  }

  /** The best first: falling acquisition score, and equal ones by a seeded order. */
  static Comparator<ScoredItem> ranking(Campaign campaign, int round) {
    return Comparator.comparingDouble(ScoredItem::score)
        .reversed()
        .thenComparing(ScoredItem::id, ties(campaign, round));
  }

  /** The order that breaks ties between equal acquisition scores. */
  static SeededOrder ties(Campaign campaign, int round) {
    return campaign.order("round-" + round + "-ties");
  }

  /** The order whose first items are the round's uniform draw. */
  static SeededOrder random(Campaign campaign, int round) {
    return campaign.order("round-" + round + "-random");
  }

  /**
   * The number of uniformly drawn items in a batch: the share of it, rounded to the nearest whole.
   */
  static int randomItems(QuerySpec query) {
    return (int) Math.round(query.randomShare() * query.batchSize());
  }

  /**
   * How many of the best items each shard keeps: what the strategy wants to see, and as many more
   * as the random draw may take away from it.
   */
  static int candidates(Campaign campaign, int round) {
    QuerySpec query = campaign.spec().query();
    int wanted =
        campaign.isSequence()
            ? ofSentences(campaign).candidates(query.batchSize())
            : of(campaign, round).candidates(query.batchSize());
    return wanted + randomItems(query);
  }

  /**
   * How many uniformly drawn items each shard keeps: the batch's random share, and after it those
   * that the strategy wants to see.
   */
  static int uniformCandidates(Campaign campaign, int round) {
    QuerySpec query = campaign.spec().query();
    int wanted =
        campaign.isSequence()
            ? ofSentences(campaign).uniformCandidates()
            : of(campaign, round).uniformCandidates(query.batchSize());
    return randomItems(query) + wanted;
  }
}
