package io.labelloop.query;

import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import java.util.List;

/** Chooses the first items, before there is a model. */
public interface SeedSet {
  /** The name in a campaign file, such as {@code typical}. */
  String name();

  /**
   * Chooses items.
   *
   * @param sample a uniform sample of the pool
   * @param order the only source of chance
   * @return {@code min(size, sample.size())} different items; the same for any order of the sample
   */
  List<ItemId> select(List<SeedCandidate> sample, int size, SeededOrder order);
}
