package io.labelloop.workflow.step;

import io.labelloop.model.Classifier;
import io.labelloop.model.FeatureSpace;
import io.labelloop.numeric.ArgMax;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.Stream;
import io.labelloop.workflow.document.BatchItem;
import io.labelloop.workflow.document.ConsolidatedLabels;
import io.labelloop.workflow.document.ValidationResult;
import java.util.Map;
import java.util.Optional;

/**
 * Tests a round's model on the validation stream: items that are drawn uniformly before the first
 * round, like the certification stream and apart from it, and that choose among strategies and say
 * whether guesses do harm.
 */
final class ValidationStream {
  // a model that is sure and wrong once must not hide what it learnt of all other items
  private static final double LEAST = 1e-6;

  private ValidationStream() {}

  /**
   * How many items are drawn for it: as many as the campaign asks for, at most half of the rest.
   */
  static int size(Campaign campaign, long itemsLeft) {
    return (int) Math.min(campaign.spec().validationItems(), itemsLeft / 2);
  }

  static ValidationResult evaluate(
      Campaign campaign, int round, Optional<Classifier> model, FeatureSpace features) {
    Map<ItemId, ConsolidatedLabels.Label> consolidated = campaign.consolidatedLabels(round);
    int labels = 0;
    int correct = 0;
    double loss = 0;
    for (BatchItem item : campaign.asked(1)) {
      ConsolidatedLabels.Label label = consolidated.get(item.id());
      if (label != null && item.stream() == Stream.VALIDATION && model.isPresent()) {
        double[] probabilities = model.get().probabilities(features.vectorOf(item.content()));
        labels++;
        correct += ArgMax.of(probabilities) == label.label() ? 1 : 0;
        loss -= Math.log(Math.max(LEAST, probabilities[label.label()]));
      }
    }
    return new ValidationResult(
        ValidationResult.VERSION,
        round,
        labels,
        correct,
        labels == 0 ? Math.log(campaign.labels().size()) : loss / labels);
  }
}
