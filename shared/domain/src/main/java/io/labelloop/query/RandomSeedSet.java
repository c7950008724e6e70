package io.labelloop.query;

import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import java.util.List;

/** A uniformly drawn seed set. */
public final class RandomSeedSet implements SeedSet {
  @Override
  public String name() {
    return "random";
  }

  @Override
  public List<ItemId> select(List<SeedCandidate> sample, int size, SeededOrder order) {
    return sample.stream().map(SeedCandidate::id).sorted(order).limit(size).toList();
  }
}
