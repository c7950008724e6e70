package io.labelloop.query;

import io.labelloop.numeric.KMeans;
import io.labelloop.numeric.Vector;
import io.labelloop.pool.ItemId;
import java.util.ArrayList;
import java.util.List;

/**
 * Probability coverage: again and again the item whose ball of radius {@code d} holds the most
 * items that no labeled or chosen item's ball holds. Meant for the first few batches; asks no
 * model.
 *
 * <p>The radius is the largest of {@value #RADII} steps at which at least {@value #PURITY} of the
 * balls are pure, that is, all their items are in one cluster of k-means with as many clusters as
 * classes. Sees {@value #SAMPLE} uniformly drawn items, since it needs all distances between them.
 *
 * <p>Yehuda, Dekel, Hacohen, Weinshall: Active learning through a covering lens. NeurIPS 2022.
 */
public final class ProbCover implements QueryStrategy {
  private static final int SAMPLE = 2_000;
  private static final int RADII = 20;
  private static final double PURITY = 0.95;

  @Override
  public String name() {
    return "probcover";
  }

  @Override
  public AcquisitionFunction acquisition(PoolView view) {
    return new RandomSampling();
  }

  @Override
  public int candidates(int batchSize) {
    return Math.max(SAMPLE, batchSize);
  }

  @Override
  public List<ItemId> select(Selection selection) {
    List<Candidate> candidates = selection.firstInOrder(candidates(selection.batchSize()));
    if (candidates.size() <= selection.batchSize()) {
      return candidates.stream().map(Candidate::id).toList();
    }
    List<Vector> rows = selection.withLabeled(candidates);
    List<Vector> embedded = Embedding.of(rows, selection.seed());
    int items = candidates.size();
    float[][] distances = distances(embedded, items);
    int classes = candidates.getFirst().probabilities().length;
    int[] pseudoLabels =
        KMeans.cluster(embedded.subList(0, items), classes, selection.seed()).clusterOf();
    float radius = radius(distances, pseudoLabels, items);
    boolean[] covered = new boolean[items];
    for (int labeled = items; labeled < rows.size(); labeled++) {
      cover(distances[labeled], radius, covered);
    }
    boolean[] chosen = new boolean[items];
    var batch = new ArrayList<ItemId>();
    while (batch.size() < selection.wanted()) {
      int best = widest(distances, radius, covered, chosen);
      chosen[best] = true;
      cover(distances[best], radius, covered);
      batch.add(candidates.get(best).id());
    }
    return batch;
  }

  /** Squared distances of every row from the items, which come first. */
  private static float[][] distances(List<Vector> rows, int items) {
    float[][] distances = new float[rows.size()][items];
    for (int i = 0; i < rows.size(); i++) {
      double[] center = new double[rows.get(i).size()];
      rows.get(i).addTo(center, 1);
      for (int j = 0; j < items; j++) {
        Vector row = rows.get(j);
        distances[i][j] =
            (float)
                Math.max(0, row.squaredNorm() - 2 * row.dot(center) + rows.get(i).squaredNorm());
      }
    }
    return distances;
  }

  private static float radius(float[][] distances, int[] pseudoLabels, int items) {
    // an item's ball is pure up to its nearest item of another cluster
    float[] pureUpTo = new float[items];
    float largest = 0;
    for (int i = 0; i < items; i++) {
      float nearestOther = Float.POSITIVE_INFINITY;
      for (int j = 0; j < items; j++) {
        largest = Math.max(largest, distances[i][j]);
        if (pseudoLabels[j] != pseudoLabels[i]) {
          nearestOther = Math.min(nearestOther, distances[i][j]);
        }
      }
      pureUpTo[i] = nearestOther;
    }
    float radius = 0;
    for (int step = 1; step <= RADII; step++) {
      double length = Math.sqrt(largest) * step / RADII;
      float candidate = (float) (length * length);
      int pure = 0;
      for (float limit : pureUpTo) {
        pure += limit > candidate ? 1 : 0;
      }
      if (pure >= PURITY * items) {
        radius = candidate;
      }
    }
    return radius;
  }

  private static int widest(
      float[][] distances, float radius, boolean[] covered, boolean[] chosen) {
    int best = -1;
    int most = -1;
    for (int i = 0; i < chosen.length; i++) {
      if (!chosen[i]) {
        int fresh = 0;
        for (int j = 0; j < covered.length; j++) {
          fresh += !covered[j] && distances[i][j] <= radius ? 1 : 0;
        }
        if (fresh > most) {
          most = fresh;
          best = i;
        }
      }
    }
    return best;
  }

  private static void cover(float[] distances, float radius, boolean[] covered) {
    for (int j = 0; j < covered.length; j++) {
      covered[j] |= distances[j] <= radius;
    }
  }
}
