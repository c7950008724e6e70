package io.labelloop.query;

import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import java.util.List;
import java.util.Optional;

/**
 * Chooses the batch of a round, in two stages so that a pool of any size fits: every shard keeps
 * its {@link #candidates} best items by {@link #acquisition} and {@link #uniformCandidates} drawn
 * ones, and {@link #select} chooses among what the shards kept. A strategy never sees more than
 * these two numbers of items, whatever the pool's size.
 */
public interface QueryStrategy {
  /** The name in a campaign file, such as {@code margin-cluster}. */
  String name();

  /** How items are ranked before selection; ties are broken by {@link SeededOrder}. */
  AcquisitionFunction acquisition(PoolView view);

  /**
   * How many of the best items {@link #select} wants to see for a batch of this size; at least the
   * batch size.
   */
  int candidates(int batchSize);

  /** How many uniformly drawn items {@link #select} wants to see besides the best ones. */
  default int uniformCandidates(int batchSize) {
    return 0;
  }

  /** How many members of a committee have to predict every item; 0 for none. */
  default int committee() {
    return 0;
  }

  /**
   * The strategy that chooses instead of this one, and from a uniform sample of the pool, as long
   * as there are too few labels for a model's scores to mean much ({@link LowBudget}).
   */
  default Optional<QueryStrategy> explorer() {
    return Optional.empty();
  }

  /**
   * Chooses a batch.
   *
   * @return {@code min(batchSize, candidates.size())} different items, most wanted first; the same
   *     for any order of the candidates
   */
  List<ItemId> select(Selection selection);
}
