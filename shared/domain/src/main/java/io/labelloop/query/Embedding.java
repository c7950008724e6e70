package io.labelloop.query;

import io.labelloop.numeric.DenseVector;
import io.labelloop.numeric.TruncatedSvd;
import io.labelloop.numeric.Vector;
import java.util.List;

/**
 * Rows as clusters see them: dense ones as they are, sparse ones by their projection to {@value
 * #DIMENSIONS} dimensions, scaled to length 1. The projections of texts with rare words are short,
 * and would make one cluster around zero, whatever they are about.
 */
final class Embedding {
  private static final int DIMENSIONS = 100;

  private Embedding() {}

  /**
   * @param rows of one size, in an order that does not depend on how they came
   */
  static List<Vector> of(List<Vector> rows, long seed) {
    return rows.isEmpty() || rows.getFirst() instanceof DenseVector
        ? rows
        : directions(TruncatedSvd.project(rows, DIMENSIONS, seed));
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
}
