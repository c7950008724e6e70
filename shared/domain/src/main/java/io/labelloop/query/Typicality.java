package io.labelloop.query;

import io.labelloop.numeric.Vector;
import java.util.List;

/**
 * How typical an item is of its cluster: the inverse of the mean distance to its {@value
 * #NEIGHBOURS} nearest neighbours there.
 *
 * <p>Hacohen, Dekel, Weinshall: Active learning on a budget: opposite strategies suit high and low
 * budgets. ICML 2022.
 */
final class Typicality {
  private static final int NEIGHBOURS = 20;

  /** Beyond this many members, typicality is looked for among the first: it costs their square. */
  private static final int MOST_MEMBERS = 2_000;

  private Typicality() {}

  /**
   * The most typical member of a cluster; of equal ones the first.
   *
   * @param cluster indices of rows, at least one, in an order that does not depend on how they came
   */
  static int mostTypical(List<Integer> cluster, List<Vector> rows) {
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
