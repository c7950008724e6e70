package io.labelloop.consolidation;

import io.labelloop.pool.ItemId;
import io.labelloop.pool.Stream;
import java.util.Arrays;

/**
 * What a model that was not trained on an item predicts for it.
 *
 * <p>There is none of an item that tests, such as a certification item: its label is what models
 * are measured against, and a label that a model had a say in would measure the model by itself.
 */
public final class OutOfFoldPrediction {
  private final ItemId item;
  private final double[] probabilities;

  /**
   * @param stream the item's, which must be one that teaches
   * @param probabilities one per class, each above 0 (temperature-scaled and smoothed), summing to
   *     1
   * @throws IllegalArgumentException if the item is of a stream that tests, or these are no such
   *     probabilities
   */
  public OutOfFoldPrediction(ItemId item, Stream stream, double[] probabilities) {
    if (!stream.teaches()) {
      throw new IllegalArgumentException(
          "a model's prediction must not be a prior of "
              + stream.name().toLowerCase(java.util.Locale.ROOT)
              + " item '"
              + item
              + "': its label would measure the model by itself");
    }
    double sum = 0;
    for (double p : probabilities) {
      if (!(p > 0)) {
        throw new IllegalArgumentException(
            "each probability of item '"
                + item
                + "' must be above 0, but they were "
                + Arrays.toString(probabilities));
      }
      sum += p;
    }
    if (Math.abs(sum - 1) > 1e-6) {
      throw new IllegalArgumentException(
          "the probabilities of item '" + item + "' must sum to 1, but summed to " + sum);
    }
    this.item = item;
    this.probabilities = probabilities.clone();
  }

  public ItemId item() {
    return item;
  }

  /** A copy of the probabilities, one per class. */
  public double[] probabilities() {
    return probabilities.clone();
  }
}
