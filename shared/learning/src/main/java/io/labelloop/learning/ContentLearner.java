package io.labelloop.learning;

import io.labelloop.model.ClassLabels;
import io.labelloop.model.Classifier;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.Learner;
import io.labelloop.pool.Item;
import io.labelloop.pool.ItemContent;
import java.util.List;

/**
 * What all learners of classes share: TF-IDF of texts, standardized columns of numbers, and one
 * reader of models, whoever trained them.
 */
abstract class ContentLearner implements Learner {
  private final boolean pairs;

  /** With words and pairs of words as the features of texts. */
  ContentLearner() {
    this(true);
  }

  /**
   * @param pairs whether pairs of words are features of texts, beside the words
   */
  ContentLearner(boolean pairs) {
    this.pairs = pairs;
  }

  @Override
  public final FeatureSpace fitFeatures(List<Item> sample) {
    if (sample.isEmpty()) {
      throw new IllegalArgumentException(
          "a feature space needs at least 1 item to be fitted, but got none");
    }
    return switch (sample.getFirst().content()) {
      case ItemContent.Text text -> TfIdf.fit(sample, pairs);
      case ItemContent.Tokens tokens -> TfIdf.fit(sample, pairs);
      case ItemContent.Features features -> StandardizedColumns.fit(sample);
    };
  }

  @Override
  public final FeatureSpace readFeatures(byte[] stored) {
    return StoredFeatures.read(stored);
  }

  @Override
  public final Classifier read(FeatureSpace space, ClassLabels classes, byte[] stored) {
    return StoredModels.read(space, classes, stored);
  }
}
