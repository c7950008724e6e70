package io.labelloop.query;

import io.labelloop.pool.ItemId;
import java.util.ArrayList;
import java.util.List;

/**
 * Core-set selection by greedy k-center: again and again the item that is farthest from everything
 * labeled or chosen. Asks no model, and does badly on sparse texts, where everything is far from
 * everything.
 *
 * <p>Sees {@value QueryStrategies#UNIFORM} uniformly drawn items. One pass over them for each
 * labeled and each chosen item; a distance for each of them is all that is kept.
 *
 * <p>Sener, Savarese: Active learning for convolutional neural networks: a core-set approach. ICLR
 * 2018.
 */
public final class KCenterGreedy implements QueryStrategy {
  @Override
  public String name() {
    return "k-center";
  }

  @Override
  public AcquisitionFunction acquisition(PoolView view) {
    return new RandomSampling();
  }

  @Override
  public int candidates(int batchSize) {
    return Math.max(QueryStrategies.UNIFORM, batchSize);
  }

  @Override
  public List<ItemId> select(Selection selection) {
    List<Candidate> candidates = selection.inOrder();
    var coverage = new Coverage(selection, candidates);
    var batch = new ArrayList<ItemId>();
    boolean[] chosen = new boolean[candidates.size()];
    while (batch.size() < selection.wanted()) {
      int farthest = farthest(coverage, chosen);
      chosen[farthest] = true;
      batch.add(candidates.get(farthest).id());
      coverage.cover(farthest);
    }
    return batch;
  }

  private static int farthest(Coverage coverage, boolean[] chosen) {
    int farthest = -1;
    for (int i = 0; i < chosen.length; i++) {
      if (!chosen[i]
          && (farthest < 0 || coverage.squaredDistance(i) > coverage.squaredDistance(farthest))) {
        farthest = i;
      }
    }
    return farthest;
  }
}
