package io.labelloop.query;

import java.util.Arrays;
import java.util.List;

/**
 * How far each candidate is from everything that is labeled or chosen. One pass over all of them
 * for each item that covers; a distance for each is all that is kept.
 */
final class Coverage {
  private final Points points;
  private final double[] nearest;
  private final double[] distances;

  /** Candidates of a selection, with all that is labeled covering already. */
  Coverage(Selection selection, List<Candidate> candidates) {
    this.points = Points.of(selection.withLabeled(candidates));
    this.nearest = new double[points.size()];
    this.distances = new double[points.size()];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    for (int labeled = candidates.size(); labeled < points.size(); labeled++) {
      cover(labeled);
    }
  }

  /** Lets an item cover what is near it from now on. */
  void cover(int item) {
    points.squaredDistances(item, distances);
    for (int i = 0; i < nearest.length; i++) {
      nearest[i] = Math.min(nearest[i], distances[i]);
    }
  }

  /** The squared distance to the nearest item that covers; infinite while there is none. */
  double squaredDistance(int candidate) {
    return nearest[candidate];
  }
}
