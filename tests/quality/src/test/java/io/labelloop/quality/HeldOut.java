package io.labelloop.quality;

import io.labelloop.learning.compare.LabeledItem;
import io.labelloop.model.Classifier;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.LabeledVector;
import io.labelloop.numeric.ArgMax;
import io.labelloop.pool.SeededOrder;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/** What gates that train a model on some items and test it on others have in common. */
final class HeldOut {
  private HeldOut() {}

  /** Public data by its file's ending: numeric columns or texts. */
  static RealData data(String file) throws IOException {
    return file.endsWith(".csv") ? RealData.columns(file) : RealData.texts(file);
  }

  /** The items in an order of their own for each seed. */
  static List<LabeledItem> shuffled(RealData data, long seed) {
    return data.items().stream()
        .sorted(Comparator.comparing(LabeledItem::id, new SeededOrder(seed, "labels")))
        .toList();
  }

  static List<LabeledVector> vectors(FeatureSpace space, List<LabeledItem> items) {
    return items.stream()
        .map(
            item ->
                new LabeledVector(item.id(), space.vectorOf(item.item().content()), item.label()))
        .toList();
  }

  static double accuracy(Classifier model, List<LabeledVector> items) {
    return items.stream()
            .filter(item -> ArgMax.of(model.probabilities(item.features())) == item.label())
            .count()
        / (double) items.size();
  }
}
