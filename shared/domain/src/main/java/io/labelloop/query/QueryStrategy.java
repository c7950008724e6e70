package io.labelloop.query;

import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import java.util.List;

/**
 * Chooses the batch of a round, in two stages so that a pool of any size fits: every shard keeps
 * its {@link #candidates} best items by {@link #acquisition}, and {@link #select} chooses among
 * what the shards kept.
 */
public interface QueryStrategy {
  /** The name in a campaign file, such as {@code margin-cluster}. */
  String name();

  /** How items are ranked before selection; ties are broken by {@link SeededOrder}. */
  AcquisitionFunction acquisition();

  /**
   * How many of the best items {@link #select} wants to see for a batch of this size; at least the
   * batch size.
   */
  int candidates(int batchSize);

  /**
   * Chooses a batch.
   *
   * @param candidates the best items by {@link #acquisition}, in any order
   * @param batchSize at least 1
   * @param ties breaks ties, and is the only source of chance
   * @return {@code min(batchSize, candidates.size())} different items, most wanted first; the same
   *     for any order of the candidates
   */
  List<ItemId> select(List<Candidate> candidates, int batchSize, SeededOrder ties);
}
