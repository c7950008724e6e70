package io.labelloop.consolidation;

import io.labelloop.annotation.AnnotationTable;
import io.labelloop.pool.ItemId;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Priors of items from a model's out-of-fold predictions: the class prior of an item with a
 * prediction is {@code pi(c)^(1 - weight) p(c)^weight}, up to a factor; that of the others stays
 * {@code pi(c)}.
 */
public final class ModelPrior {
  /** No item has a prediction. */
  public static final ModelPrior NONE = new ModelPrior(Map.of(), 0);

  private final Map<ItemId, OutOfFoldPrediction> predictions;
  private final double weight;

  private ModelPrior(Map<ItemId, OutOfFoldPrediction> predictions, double weight) {
    this.predictions = predictions;
    this.weight = weight;
  }

  /**
   * @param predictions at most one per item
   * @param weight how much they say beside the class prior, in {@code [0, 1]}
   * @throws IllegalArgumentException if an item has two, or the weight is out of range
   */
  public static ModelPrior of(Collection<OutOfFoldPrediction> predictions, double weight) {
    if (!(weight >= 0 && weight <= 1)) {
      throw new IllegalArgumentException("a prior's weight must be in [0, 1], but was " + weight);
    }
    return new ModelPrior(
        predictions.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    OutOfFoldPrediction::item,
                    Function.identity(),
                    (one, other) -> {
                      throw new IllegalArgumentException(
                          "item '" + one.item() + "' has more than one prediction");
                    })),
        weight);
  }

  boolean isEmpty() {
    return predictions.isEmpty() || weight == 0;
  }

  /** How much the own prior of each item of a table weighs; 0 for an item without. */
  double[] weights(AnnotationTable table) {
    return table.items().stream()
        .mapToDouble(item -> predictions.containsKey(item) ? weight : 0)
        .toArray();
  }

  /**
   * The weighted logarithms of the predictions, row by row for the items of a table; 0 for an item
   * without.
   */
  double[] weightedLogs(AnnotationTable table) {
    int k = table.classes();
    double[] logs = new double[table.items().size() * k];
    for (int item = 0; item < table.items().size(); item++) {
      OutOfFoldPrediction prediction = predictions.get(table.items().get(item));
      if (prediction == null) {
        continue;
      }
      double[] probabilities = prediction.probabilities();
      if (probabilities.length != k) {
        throw new IllegalArgumentException(
            "a prediction needs one probability for each of the "
                + k
                + " classes, but item '"
                + prediction.item()
                + "' has "
                + probabilities.length);
      }
      for (int c = 0; c < k; c++) {
        logs[item * k + c] = weight * Math.log(probabilities[c]);
      }
    }
    return logs;
  }
}
