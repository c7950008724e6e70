package io.labelloop.query;

import io.labelloop.model.LabeledVector;
import io.labelloop.numeric.Vector;
import io.labelloop.pool.ItemId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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
    var rows = new ArrayList<Vector>();
    candidates.forEach(candidate -> rows.add(candidate.features()));
    selection.view().labeled().stream()
        .sorted(Comparator.comparing(LabeledVector::id))
        .forEach(example -> rows.add(example.features()));
    Points points = Points.of(rows);
    double[] nearest = new double[rows.size()];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    double[] distances = new double[rows.size()];
    for (int labeled = candidates.size(); labeled < rows.size(); labeled++) {
      cover(points, labeled, distances, nearest);
    }
    var batch = new ArrayList<ItemId>();
    boolean[] chosen = new boolean[candidates.size()];
    while (batch.size() < selection.wanted()) {
      int farthest = farthest(nearest, chosen);
      chosen[farthest] = true;
      batch.add(candidates.get(farthest).id());
      cover(points, farthest, distances, nearest);
    }
    return batch;
  }

  private static int farthest(double[] nearest, boolean[] chosen) {
    int farthest = -1;
    for (int i = 0; i < chosen.length; i++) {
      if (!chosen[i] && (farthest < 0 || nearest[i] > nearest[farthest])) {
        farthest = i;
      }
    }
    return farthest;
  }

  /** Notes that a point is covered from now on. */
  static void cover(Points points, int center, double[] distances, double[] nearest) {
    points.squaredDistances(center, distances);
    for (int i = 0; i < nearest.length; i++) {
      nearest[i] = Math.min(nearest[i], distances[i]);
    }
  }
}
