package io.labelloop.query;

import io.labelloop.numeric.KMeans;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Margin sampling with diversity: of the {@value #PRESELECTION} b items with the smallest margins,
 * clustered into b clusters, the item nearest to each centroid.
 *
 * <p>A batch of the smallest margins alone tends to hold many near-duplicates; clustering spreads
 * it. Items at the same distance are taken by margin. Should clusters stay empty, the batch is
 * filled with the next smallest margins.
 *
 * <p>Zhdanov: Diverse mini-batch active learning. arXiv 1901.05954, 2019 (there with weighted
 * k-means).
 */
public final class MarginCluster implements QueryStrategy {
  /** How many candidates are clustered for each item of the batch. */
  public static final int PRESELECTION = 10;

  private static final AcquisitionFunction MARGIN = new MarginSampling();

  @Override
  public String name() {
    return "margin-cluster";
  }

  @Override
  public AcquisitionFunction acquisition(PoolView view) {
    return MARGIN;
  }

  @Override
  public int candidates(int batchSize) {
    return PRESELECTION * batchSize;
  }

  @Override
  public List<ItemId> select(Selection selection) {
    int batchSize = selection.batchSize();
    SeededOrder ties = selection.ties();
    List<Candidate> best =
        Ranking.by(MARGIN, ties).best(selection.candidates(), candidates(batchSize));
    if (best.size() <= batchSize) {
      return best.stream().map(Candidate::id).toList();
    }
    KMeans.Clustering clustering =
        KMeans.cluster(
            best.stream().map(Candidate::features).toList(),
            batchSize,
            ties.placeOf(best.getFirst().id()));
    int[] nearest = new int[clustering.clusters()];
    Arrays.fill(nearest, -1);
    for (int i = 0; i < best.size(); i++) {
      int cluster = clustering.clusterOf()[i];
      // candidates come by falling score, so the first of equally near ones has the smallest margin
      if (nearest[cluster] < 0
          || clustering.squaredDistances()[i] < clustering.squaredDistances()[nearest[cluster]]) {
        nearest[cluster] = i;
      }
    }
    boolean[] chosen = new boolean[best.size()];
    int count = 0;
    for (int index : nearest) {
      if (index >= 0) {
        chosen[index] = true;
        count++;
      }
    }
    for (int i = 0; i < best.size() && count < batchSize; i++) {
      if (!chosen[i]) {
        chosen[i] = true;
        count++;
      }
    }
    var batch = new ArrayList<ItemId>();
    for (int i = 0; i < best.size(); i++) {
      if (chosen[i]) {
        batch.add(best.get(i).id());
      }
    }
    return batch;
  }
}
