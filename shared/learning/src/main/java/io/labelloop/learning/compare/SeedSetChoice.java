package io.labelloop.learning.compare;

import io.labelloop.numeric.Vector;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import java.util.List;
import java.util.SequencedMap;

/** Chooses the first items, when there is no model yet. */
@FunctionalInterface
public interface SeedSetChoice {
  /**
   * Chooses items.
   *
   * @param pool the items' vectors, in ascending order of id
   * @param size how many, at most as many as the pool has
   * @param seed the only source of chance
   * @return {@code size} different items of the pool
   */
  List<ItemId> choose(SequencedMap<ItemId, Vector> pool, int size, long seed);

  /** A uniform sample. */
  static SeedSetChoice random() {
    return (pool, size, seed) ->
        pool.keySet().stream().sorted(new SeededOrder(seed, "seed-set")).limit(size).toList();
  }
}
