package io.labelloop.learning;

import io.labelloop.model.CompiledScorer;
import io.labelloop.pool.ScannedLine;

/**
 * A linear softmax model over standardized columns, compiled: means and deviations are part of the
 * weights and intercepts, so an item costs one product per column and class.
 */
final class CompiledColumns implements CompiledScorer {
  private final int columns;
  private final double[] rows;
  private final double[] intercepts;

  /**
   * @param features ascending indices of the columns that weigh something
   * @param weights feature by feature, one number per class
   */
  CompiledColumns(
      StandardizedColumns space, int[] features, double[] weights, double[] intercepts) {
    this.columns = space.size();
    int classes = intercepts.length;
    this.rows = new double[columns * classes];
    this.intercepts = intercepts.clone();
    for (int f = 0; f < features.length; f++) {
      double factor = space.factor(features[f]);
      double mean = space.mean(features[f]);
      for (int k = 0; k < classes; k++) {
        double weight = weights[f * classes + k] * factor;
        rows[features[f] * classes + k] = weight;
        this.intercepts[k] -= weight * mean;
      }
    }
  }

  @Override
  public Scorer scorer() {
    return this::score;
  }

  private void score(ScannedLine line, double[] row) {
    double[] values = line.values();
    System.arraycopy(intercepts, 0, row, 0, row.length);
    int classes = row.length;
    int at = 0;
    int j = 0;
    // four at a time, since each addition to a class waits for the one before
    for (; j + 3 < columns; j += 4) {
      for (int k = 0; k < classes; k++) {
        int first = at + k;
        row[k] +=
            values[j] * rows[first]
                + values[j + 1] * rows[first + classes]
                + (values[j + 2] * rows[first + 2 * classes]
                    + values[j + 3] * rows[first + 3 * classes]);
      }
      at += 4 * classes;
    }
    for (; j < columns; j++) {
      for (int k = 0; k < classes; k++) {
        row[k] += values[j] * rows[at + k];
      }
      at += classes;
    }
    Softmax.toNearProbabilities(row);
  }
}
