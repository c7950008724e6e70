package io.labelloop.query;

import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * The low-budget regime: a model that has learned from few labels for each class does not know what
 * it does not know, and typical items teach it more than those that it is unsure of.
 *
 * <p>Hacohen, Dekel, Weinshall: Active learning on a budget: opposite strategies suit high and low
 * budgets. ICML 2022. The bound is ours; what it comes to stands in {@code
 * docs/benchmarks/strategies.md}.
 */
public final class LowBudget {
  /** Where the regime ends: this many labels for each class, on average. */
  public static final int LABELS_PER_CLASS = 10;

  private LowBudget() {}

  /**
   * The strategy that chooses instead of another one, from a uniform sample of the pool.
   *
   * @param labels tells how many the model has learned from; asked only where that matters
   * @param classes how many there are, at least 1
   * @param prior whether the model began as that of an earlier campaign, and so has learned more
   * @return nothing where the other one chooses itself
   */
  public static Optional<QueryStrategy> explorer(
      QueryStrategy strategy, IntSupplier labels, int classes, boolean prior) {
    return prior
        ? Optional.empty()
        : strategy.explorer().filter(any -> labels.getAsInt() < (long) LABELS_PER_CLASS * classes);
  }
}
