package io.labelloop.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * The seeding of k-means++: points drawn one after another, each with a probability proportional to
 * its weight times its squared distance from the nearest point drawn before.
 *
 * <p>Costs one pass over all points for each that is drawn. Once every point that is left has
 * weight or distance zero, the rest are taken in their order.
 *
 * <p>Arthur, Vassilvitskii: k-means++: the advantages of careful seeding. SODA 2007.
 */
final class SquaredDistanceSampling {
  private SquaredDistanceSampling() {}

  /**
   * @param points in an order that does not depend on how they came
   * @param weights one per point, at least 0
   * @param count at most as many as there are points
   * @return the indices of different points, in the order of drawing; the first one is that with
   *     the largest weighted norm, as BADGE has it
   */
  static List<Integer> draw(Points points, double[] weights, int count, long seed) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    double[] nearest = new double[points.size()];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    double[] distances = new double[points.size()];
    boolean[] drawn = new boolean[points.size()];
    var chosen = new ArrayList<Integer>();
    while (chosen.size() < count) {
      int next =
          chosen.isEmpty() ? longest(points, weights) : draw(nearest, weights, drawn, random);
      drawn[next] = true;
      chosen.add(next);
      points.squaredDistances(next, distances);
      for (int i = 0; i < nearest.length; i++) {
        nearest[i] = Math.min(nearest[i], distances[i]);
      }
    }
    return chosen;
  }

  private static int longest(Points points, double[] weights) {
    int best = 0;
    for (int i = 1; i < weights.length; i++) {
      if (weights[i] * points.squaredNorm(i) > weights[best] * points.squaredNorm(best)) {
        best = i;
      }
    }
    return best;
  }

  private static int draw(
      double[] nearest, double[] weights, boolean[] drawn, UniformRandomProvider random) {
    double sum = 0;
    for (int i = 0; i < nearest.length; i++) {
      sum += drawn[i] ? 0 : weights[i] * nearest[i];
    }
    double left = random.nextDouble() * sum;
    int last = -1;
    for (int i = 0; i < nearest.length; i++) {
      double mass = drawn[i] ? 0 : weights[i] * nearest[i];
      if (!drawn[i] && (last < 0 || mass > 0)) {
        // rounding may leave a little at the end; it belongs to the last point that could be drawn
        last = i;
        left -= mass;
        if (sum > 0 && left < 0) {
          return i;
        }
      }
    }
    return last;
  }
}
