package io.labelloop.workflow.step;

import io.labelloop.model.CompiledScorer;
import io.labelloop.pool.Item;
import io.labelloop.query.ProbabilityAcquisition;
import io.labelloop.workflow.document.ScoredItem;
import java.util.Optional;

/** Says how informative an item is, as the round's query strategy and the last model see it. */
interface ItemScorer {
  /** The item as a shard proposes it if it is among the best. */
  ScoredItem score(Item item);

  /**
   * The same scores from items' bytes.
   *
   * @param scorer the model's probabilities
   * @param acquisition what makes scores of them
   */
  record Compiled(CompiledScorer scorer, ProbabilityAcquisition acquisition) {}

  /** Scores from items' bytes; nothing where items cannot be scored so. */
  default Optional<Compiled> compiled() {
    return Optional.empty();
  }

  /** The scorer of a campaign's task. */
  static ItemScorer of(Campaign campaign, int round) {
    return campaign.isSequence()
        ? new SequenceScorer(campaign, round)
        : RoundScorer.of(campaign, round);
  }
}
