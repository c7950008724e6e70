package io.labelloop.query;

import io.labelloop.numeric.KMeans;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Margin sampling with diversity: the {@value #PRESELECTION} b items with the smallest margins are
 * clustered into b clusters, and each gives the item that is near to its centroid and has a small
 * margin.
 *
 * <p>A batch of the smallest margins alone tends to hold many near-duplicates; clustering spreads
 * it. Of a cluster's items that with the least {@code d / D + }{@value #MARGIN_WEIGHT}{@code m} is
 * taken: {@code d} its squared distance from the centroid, {@code D} the mean of these in the
 * cluster, {@code m} its margin {@code p1 - p2}; of equal ones that with the smaller margin. Should
 * clusters stay empty, the batch is filled with the next smallest margins.
 *
 * <p>In the {@link LowBudget} regime the seed set goes on: {@link TypiClust} chooses.
 *
 * <p>Zhdanov: Diverse mini-batch active learning. arXiv 1901.05954, 2019 (there with weighted
 * k-means, and by distance alone).
 */
public final class MarginCluster implements QueryStrategy {
  /** How many candidates are clustered for each item of the batch. */
  public static final int PRESELECTION = 10;

  private static final double MARGIN_WEIGHT = 0.5;

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
  public Optional<QueryStrategy> explorer() {
    return Optional.of(new TypiClust());
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
    int[] nearest = representatives(best, clustering);
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

  /** The item that each cluster gives; -1 for an empty one. */
  private static int[] representatives(List<Candidate> best, KMeans.Clustering clustering) {
    double[] spread = clustering.meanSquaredDistances();
    int[] representatives = new int[clustering.clusters()];
    Arrays.fill(representatives, -1);
    double[] least = new double[clustering.clusters()];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    for (int i = 0; i < best.size(); i++) {
      int cluster = clustering.clusterOf()[i];
      double distance =
          spread[cluster] == 0 ? 0 : clustering.squaredDistances()[i] / spread[cluster];
      double cost = distance + MARGIN_WEIGHT * (1 - MARGIN.score(best.get(i)));
      // candidates come by falling score, so the first of equal ones has the smallest margin
      if (cost < least[cluster]) {
        least[cluster] = cost;
        representatives[cluster] = i;
      }
    }
    return representatives;
  }
}
