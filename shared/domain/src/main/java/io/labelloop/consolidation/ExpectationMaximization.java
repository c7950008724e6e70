package io.labelloop.consolidation;

import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;

/** When the iteration of the fitted methods ends. */
final class ExpectationMaximization {
  /** The change of the objective per item below which it counts as settled. */
  static final double TOLERANCE = 1e-5;

  static final int MAX_ITERATIONS = 100;

  private ExpectationMaximization() {}

  /**
   * Iterates until the objective changes by less than {@value #TOLERANCE} per item.
   *
   * @param iteration makes one iteration and gives its objective, which should never fall
   * @param objectives is told the objective of each iteration
   */
  static Convergence run(
      int items, int maxIterations, DoubleSupplier iteration, DoubleConsumer objectives) {
    double before = Double.NEGATIVE_INFINITY;
    for (int i = 1; i <= maxIterations; i++) {
      double objective = iteration.getAsDouble();
      objectives.accept(objective);
      if (Math.abs(objective - before) < TOLERANCE * items) {
        return new Convergence(i, true);
      }
      before = objective;
    }
    return new Convergence(maxIterations, false);
  }
}
