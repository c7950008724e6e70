package io.labelloop.workflow.step;

import io.labelloop.model.Classifier;
import io.labelloop.model.FeatureSpace;
import io.labelloop.numeric.ArgMax;
import io.labelloop.pool.Item;
import io.labelloop.pool.ItemId;
import io.labelloop.sequence.SequenceModel;
import io.labelloop.sequence.TagDistribution;
import io.labelloop.stopping.ModelChange;
import io.labelloop.stopping.OverallUncertainty;
import io.labelloop.workflow.document.StopSetPredictions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The predictions of successive models for the same items, as stopping criteria look at them. */
final class StopSet {
  /** Its largest size: kappa is then known to within about .01. */
  private static final int MOST_ITEMS = 1_000;

  private StopSet() {}

  /** What a model predicts; no predictions where there is none. */
  static StopSetPredictions predictions(
      Campaign campaign, int round, Optional<Classifier> model, FeatureSpace features) {
    var predicted = new ArrayList<Integer>();
    double uncertainty = 0;
    if (model.isPresent()) {
      List<Item> items = items(campaign);
      for (Item item : items) {
        double[] row = model.get().probabilities(features.vectorOf(item.content()));
        predicted.add(ArgMax.of(row));
        uncertainty += OverallUncertainty.normalisedEntropy(row) / items.size();
      }
    }
    return new StopSetPredictions(StopSetPredictions.VERSION, round, predicted, uncertainty);
  }

  /** What a model predicts for every token of the stop set's sentences. */
  static StopSetPredictions predictions(
      Campaign campaign, int round, Optional<SequenceModel> model) {
    var predicted = new ArrayList<Integer>();
    double uncertainty = 0;
    if (model.isPresent()) {
      for (Item item : items(campaign)) {
        TagDistribution distribution = model.get().distribution(Sentences.tokens(item.content()));
        Arrays.stream(distribution.best().tags().toArray()).forEach(predicted::add);
        for (double[] row : distribution.marginals()) {
          uncertainty += OverallUncertainty.normalisedEntropy(row);
        }
      }
      uncertainty /= Math.max(1, predicted.size());
    }
    return new StopSetPredictions(StopSetPredictions.VERSION, round, predicted, uncertainty);
  }

  private static List<Item> items(Campaign campaign) {
    Set<ItemId> certification = campaign.pool().certification(1);
    return campaign.pool().sample(1).stream()
        .filter(item -> !certification.contains(item.id()))
        .limit(MOST_ITEMS)
        .toList();
  }

  /** The stored predictions of a round; none if it was not evaluated. */
  static Optional<StopSetPredictions> stored(Campaign campaign, int round) {
    return campaign
        .documents()
        .find(campaign.keys().stopSet(round), StopSetPredictions.class)
        .filter(predictions -> !predictions.predicted().isEmpty());
  }

  /** How far the models of successive rounds up to this one differ, the newest pair last. */
  static List<ModelChange> changes(Campaign campaign, int round) {
    var changes = new ArrayList<ModelChange>();
    Optional<StopSetPredictions> earlier = Optional.empty();
    for (int r = 1; r <= round; r++) {
      Optional<StopSetPredictions> later = stored(campaign, r);
      if (earlier.isPresent() && later.isPresent()) {
        changes.add(
            ModelChange.between(
                classes(earlier.get()),
                classes(later.get()),
                campaign.isSequence() ? campaign.tags().size() : campaign.labels().size()));
      }
      earlier = later.isPresent() ? later : earlier;
    }
    return changes;
  }

  private static int[] classes(StopSetPredictions predictions) {
    return predictions.predicted().stream().mapToInt(Integer::intValue).toArray();
  }
}
