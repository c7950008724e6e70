package io.labelloop.workflow.step;

import io.labelloop.pool.Item;
import io.labelloop.workflow.document.ScoredItem;

/** Says how informative an item is, as the round's query strategy and the last model see it. */
@FunctionalInterface
interface ItemScorer {
  /** The item as a shard proposes it if it is among the best. */
  ScoredItem score(Item item);

  /** The scorer of a campaign's task. */
  static ItemScorer of(Campaign campaign, int round) {
    return campaign.isSequence()
        ? new SequenceScorer(campaign, round)
        : RoundScorer.of(campaign, round);
  }
}
