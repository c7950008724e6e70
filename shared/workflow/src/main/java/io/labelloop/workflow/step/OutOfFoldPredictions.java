package io.labelloop.workflow.step;

import io.labelloop.consolidation.ConsolidatedLabel;
import io.labelloop.consolidation.ModelPrior;
import io.labelloop.consolidation.OutOfFoldPrediction;
import io.labelloop.consolidation.Temperature;
import io.labelloop.model.Classifier;
import io.labelloop.model.FeatureSpace;
import io.labelloop.pool.ItemId;
import io.labelloop.workflow.document.BatchItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What models that were not trained on an item predict for it: the model of the round before the
 * one that asked about it, which had no label of it yet. Items of the first round have none.
 *
 * <p>Predictions are scaled by the temperature under which the labels that the answers alone come
 * to are most probable, and mixed with a hundredth of the uniform distribution, so that no model
 * can veto a class (docs/methods/model-prior.md).
 */
final class OutOfFoldPredictions {
  private static final double UNIFORM = 0.01;

  // calibrated predictions are priors as they are
  private static final double WEIGHT = 1;

  private OutOfFoldPredictions() {}

  /**
   * The predictions for items of rounds 2 to {@code round} that teach, as priors.
   *
   * @param labels what the answers alone come to
   */
  static ModelPrior prior(Campaign campaign, int round, List<ConsolidatedLabel> labels) {
    Map<ItemId, Integer> answered = new HashMap<>();
    labels.forEach(label -> answered.put(label.item(), label.label()));
    Map<BatchItem, double[]> predictions = predictions(campaign, round);
    predictions.keySet().removeIf(item -> !answered.containsKey(item.id()));
    if (predictions.isEmpty()) {
      return ModelPrior.NONE;
    }
    Temperature temperature =
        Temperature.fit(
            List.copyOf(predictions.values()),
            predictions.keySet().stream()
                .mapToInt(item -> answered.getOrDefault(item.id(), 0))
                .toArray());
    var priors = new ArrayList<OutOfFoldPrediction>();
    predictions.forEach(
        (item, probabilities) ->
            priors.add(
                new OutOfFoldPrediction(
                    item.id(), item.stream(), smoothed(temperature.applyTo(probabilities)))));
    return ModelPrior.of(priors, WEIGHT);
  }

  private static Map<BatchItem, double[]> predictions(Campaign campaign, int round) {
    Map<BatchItem, double[]> predictions = new LinkedHashMap<>();
    FeatureSpace features = campaign.features();
    for (int asked = 2; asked <= round; asked++) {
      Optional<Classifier> model = campaign.model(asked - 1, features);
      if (model.isEmpty()) {
        continue;
      }
      for (BatchItem item : campaign.batch(asked)) {
        if (item.stream().teaches()) {
          predictions.put(item, model.get().probabilities(features.vectorOf(item.content())));
        }
      }
    }
    return predictions;
  }

  private static double[] smoothed(double[] probabilities) {
    double[] smoothed = new double[probabilities.length];
    for (int c = 0; c < smoothed.length; c++) {
      smoothed[c] = (1 - UNIFORM) * probabilities[c] + UNIFORM / smoothed.length;
    }
    return smoothed;
  }
}
