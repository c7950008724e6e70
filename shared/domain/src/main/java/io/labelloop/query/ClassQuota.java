package io.labelloop.query;

import io.labelloop.numeric.ArgMax;
import io.labelloop.pool.ItemId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A quota for classes: no class that the model predicts gets more than a share of the batch, as
 * long as items of other classes are there.
 *
 * <p>Asks the strategy within for {@value #DEPTH} b items and takes them in its order, passing over
 * those whose class has had its share; what is short at the end is filled with those passed over.
 */
public final class ClassQuota implements QueryStrategy {
  private static final int DEPTH = 3;

  private final QueryStrategy within;
  private final double share;

  /**
   * @param share the largest share of a batch that one predicted class may have, in {@code (0, 1]}
   */
  public ClassQuota(QueryStrategy within, double share) {
    this.within = within;
    this.share = share;
  }

  @Override
  public String name() {
    return "class-quota";
  }

  @Override
  public AcquisitionFunction acquisition(PoolView view) {
    return within.acquisition(view);
  }

  @Override
  public int candidates(int batchSize) {
    return within.candidates(DEPTH * batchSize);
  }

  @Override
  public int uniformCandidates(int batchSize) {
    return within.uniformCandidates(DEPTH * batchSize);
  }

  @Override
  public int committee() {
    return within.committee();
  }

  @Override
  public List<ItemId> select(Selection selection) {
    Map<ItemId, Integer> predicted = new HashMap<>();
    for (Candidate candidate : selection.candidates()) {
      predicted.put(candidate.id(), ArgMax.of(candidate.probabilities()));
    }
    int quota = (int) Math.ceil(share * selection.batchSize());
    Map<Integer, Integer> taken = new HashMap<>();
    Set<ItemId> batch = new LinkedHashSet<>();
    var passedOver = new ArrayList<ItemId>();
    for (ItemId item : within.select(selection.ofSize(DEPTH * selection.batchSize()))) {
      int label = predicted.getOrDefault(item, 0);
      if (taken.merge(label, 1, Integer::sum) > quota) {
        passedOver.add(item);
      } else if (batch.size() < selection.wanted()) {
        batch.add(item);
      }
    }
    for (ItemId item : passedOver) {
      if (batch.size() < selection.wanted()) {
        batch.add(item);
      }
    }
    return List.copyOf(batch);
  }
}
