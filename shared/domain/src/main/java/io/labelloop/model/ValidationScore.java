package io.labelloop.model;

import io.labelloop.numeric.ArgMax;
import java.util.List;
import java.util.Optional;

/**
 * How a model does on a validation stream: labeled items that it has not learned from, and that
 * choose among strategies or say whether guesses do harm.
 *
 * @param labels how many items there were; 0 without a model
 * @param correct those whose most probable class is their label
 * @param logLoss the mean of {@code -ln p} of their labels, in nats, with {@code p} at least 1e-6;
 *     that of a uniform guess without a model or an item
 */
public record ValidationScore(int labels, int correct, double logLoss) {
  // a model that is sure and wrong once must not hide what it learnt of all other items
  private static final double LEAST = 1e-6;

  /**
   * How many items a validation stream takes: as many as are wanted, at most half of what is left.
   */
  public static int items(int wanted, long left) {
    return (int) Math.min(wanted, left / 2);
  }

  /**
   * Tests a model.
   *
   * @param items of which the model has learned none
   * @param classes how many classes the task has
   */
  public static ValidationScore of(
      Optional<Classifier> model, List<LabeledVector> items, int classes) {
    if (model.isEmpty() || items.isEmpty()) {
      return new ValidationScore(0, 0, Math.log(classes));
    }
    int correct = 0;
    double loss = 0;
    for (LabeledVector item : items) {
      double[] probabilities = model.get().probabilities(item.features());
      correct += ArgMax.of(probabilities) == item.label() ? 1 : 0;
      loss -= Math.log(Math.max(LEAST, probabilities[item.label()]));
    }
    return new ValidationScore(items.size(), correct, loss / items.size());
  }
}
