package io.labelloop.query;

import io.labelloop.numeric.Vector;
import java.util.List;

/** Points between which squared distances can be told, without their being stored as rows. */
interface Points {
  int size();

  /**
   * Writes the squared distance of every point from one of them; {@code into} has {@link #size}.
   */
  void squaredDistances(int from, double[] into);

  /** The squared length of a point. */
  double squaredNorm(int point);

  /** Vectors as points. A call costs the stored entries of all of them. */
  static Points of(List<Vector> rows) {
    return new Points() {
      @Override
      public int size() {
        return rows.size();
      }

      @Override
      public void squaredDistances(int from, double[] into) {
        // one dense copy makes every product linear in the other's stored entries
        Vector center = rows.get(from);
        double[] dense = new double[center.size()];
        center.addTo(dense, 1);
        for (int i = 0; i < into.length; i++) {
          Vector row = rows.get(i);
          into[i] = Math.max(0, row.squaredNorm() - 2 * row.dot(dense) + center.squaredNorm());
        }
      }

      @Override
      public double squaredNorm(int point) {
        return rows.get(point).squaredNorm();
      }
    };
  }
}
