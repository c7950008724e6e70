package io.labelloop.learning.compare;

import io.labelloop.numeric.Vector;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import io.labelloop.query.RandomSeedSet;
import io.labelloop.query.SeedCandidate;
import io.labelloop.query.SeedSet;
import java.util.ArrayList;
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
    return of(new RandomSeedSet());
  }

  /** What a campaign's seed set chooses when it sees the whole pool. */
  static SeedSetChoice of(SeedSet seedSet) {
    return (pool, size, seed) -> {
      List<SeedCandidate> sample = new ArrayList<>();
      pool.forEach((id, features) -> sample.add(new SeedCandidate(id, features)));
      return seedSet.select(sample, size, new SeededOrder(seed, "seed-set"));
    };
  }
}
