package io.labelloop.query;

import io.labelloop.numeric.KMeans;
import io.labelloop.numeric.Vector;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A seed set with one item of each cluster: k-means into as many clusters as items are wanted, the
 * best of {@value #STARTS} starts, on their {@link Embedding}.
 *
 * <p>{@link #kMeans} takes the item nearest to the centroid. {@link #typical} takes the most
 * typical item ({@link Typicality}). Larger clusters come first.
 *
 * <p>Hacohen, Dekel, Weinshall: Active learning on a budget: opposite strategies suit high and low
 * budgets. ICML 2022.
 */
public final class ClusteredSeedSet implements SeedSet {
  private static final int STARTS = 3;

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
        "typical", (members, rows, clustering) -> Typicality.mostTypical(members, rows));
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
    List<Vector> rows = Embedding.of(sorted.stream().map(SeedCandidate::features).toList(), seed);
    KMeans.Clustering clustering = KMeans.cluster(rows, size, seed, STARTS);
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

  /** The members of each cluster that has any, the largest clusters first. */
  static List<List<Integer>> bySize(KMeans.Clustering clustering) {
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
}
