package io.labelloop.query;

import io.labelloop.numeric.DenseVector;
import io.labelloop.numeric.KMeans;
import io.labelloop.numeric.TruncatedSvd;
import io.labelloop.numeric.Vector;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A seed set with one item of each cluster: k-means into as many clusters as items are wanted, on
 * the rows themselves if they are dense, else on their projection to {@value #DIMENSIONS}
 * dimensions, scaled to length 1: the projections of texts with rare words are short, and would
 * make one cluster around zero, whatever they are about.
 *
 * <p>{@link #kMeans} takes the item nearest to the centroid. {@link #typical} takes the typical
 * item: the one with the smallest mean distance to its {@value #NEIGHBOURS} nearest neighbours in
 * the cluster. Larger clusters come first.
 *
 * <p>Hacohen, Dekel, Weinshall: Active learning on a budget: opposite strategies suit high and low
 * budgets. ICML 2022.
 */
public final class ClusteredSeedSet implements SeedSet {
  private static final int DIMENSIONS = 100;
  private static final int NEIGHBOURS = 20;

  /**
   * Beyond this many members, typicality is looked for among the first in the seeded order: it
   * costs their square.
   */
  private static final int MOST_MEMBERS = 2_000;

  private final String name;
  private final Representative representative;

  private ClusteredSeedSet(String name, Representative representative) {
    this.name = name;
    this.representative = representative;
  }

  private interface Representative {
    int of(List<Integer> members, List<Vector> rows, KMeans.Clustering clustering);
  }

  /** From each cluster the item nearest to its centroid. */
  public static ClusteredSeedSet kMeans() {
    return new ClusteredSeedSet(
        "k-means",
        (members, rows, clustering) ->
            members.stream()
                .min(Comparator.comparingDouble(i -> clustering.squaredDistances()[i]))
                .orElseThrow());
  }

  /** From each cluster its typical item. */
  public static ClusteredSeedSet typical() {
    return new ClusteredSeedSet(
        "typical", (members, rows, clustering) -> mostTypical(members, rows));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<ItemId> select(List<SeedCandidate> sample, int size, SeededOrder order) {
    List<SeedCandidate> sorted =
        sample.stream().sorted(Comparator.comparing(SeedCandidate::id, order)).toList();
    if (sorted.size() <= size) {
      return sorted.stream().map(SeedCandidate::id).toList();
    }
    long seed = order.placeOf(sorted.getFirst().id());
    List<Vector> rows = sorted.stream().map(SeedCandidate::features).toList();
    if (!(rows.getFirst() instanceof DenseVector)) {
      rows = directions(TruncatedSvd.project(rows, DIMENSIONS, seed));
    }
    KMeans.Clustering clustering = KMeans.cluster(rows, size, seed);
    Set<Integer> chosen = new LinkedHashSet<>();
    for (List<Integer> members : bySize(clustering)) {
      chosen.add(representative.of(members, rows, clustering));
    }
    // identical items can leave clusters empty
    for (int i = 0; chosen.size() < size; i++) {
      chosen.add(i);
    }
    return chosen.stream().map(i -> sorted.get(i).id()).toList();
  }

  /** Rows scaled to length 1; a zero row stays. */
  private static List<Vector> directions(List<Vector> rows) {
    return rows.stream()
        .map(
            row -> {
              var direction = new double[row.size()];
              double length = Math.sqrt(row.squaredNorm());
              row.addTo(direction, length == 0 ? 0 : 1 / length);
              return (Vector) DenseVector.of(direction);
            })
        .toList();
  }

  private static List<List<Integer>> bySize(KMeans.Clustering clustering) {
    var members = new ArrayList<List<Integer>>();
    for (int c = 0; c < clustering.clusters(); c++) {
      members.add(new ArrayList<>());
    }
    for (int i = 0; i < clustering.clusterOf().length; i++) {
      members.get(clustering.clusterOf()[i]).add(i);
    }
    members.removeIf(List::isEmpty);
    members.sort(Comparator.<List<Integer>>comparingInt(List::size).reversed());
    return members;
  }

  private static int mostTypical(List<Integer> cluster, List<Vector> rows) {
    List<Integer> members = cluster.subList(0, Math.min(cluster.size(), MOST_MEMBERS));
    int neighbours = Math.min(NEIGHBOURS, members.size() - 1);
    int best = members.getFirst();
    double least = Double.POSITIVE_INFINITY;
    for (int i : members) {
      double[] distances =
          members.stream()
              .filter(j -> j != i)
              .mapToDouble(j -> Math.sqrt(rows.get(i).squaredDistance(rows.get(j))))
              .sorted()
              .limit(neighbours)
              .toArray();
      double sum = 0;
      for (double distance : distances) {
        sum += distance;
      }
      if (sum < least) {
        least = sum;
        best = i;
      }
    }
    return best;
  }
}
