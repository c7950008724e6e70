package io.labelloop.workflow.step;

import io.labelloop.model.Classifier;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.LabeledVector;
import io.labelloop.model.ValidationScore;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.Stream;
import io.labelloop.workflow.document.BatchItem;
import io.labelloop.workflow.document.ConsolidatedLabels;
import io.labelloop.workflow.document.ValidationResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tests a round's model on the validation stream: items that are drawn uniformly before the first
 * round, like the certification stream and apart from it, and that choose among strategies and say
 * whether guesses do harm.
 */
final class ValidationStream {
  private ValidationStream() {}

  /** How many items are drawn for it, after the certification stream. */
  static int size(Campaign campaign, long itemsLeft) {
    return ValidationScore.items(campaign.spec().validationItems(), itemsLeft);
  }

  /** Its items that have a consolidated label by a round, in the order in which they were asked. */
  static List<LabeledVector> items(Campaign campaign, int round, FeatureSpace features) {
    Map<ItemId, ConsolidatedLabels.Label> consolidated = campaign.consolidatedLabels(round);
    var items = new ArrayList<LabeledVector>();
    for (BatchItem item : campaign.asked(1)) {
      ConsolidatedLabels.Label label = consolidated.get(item.id());
      if (label != null && item.stream() == Stream.VALIDATION) {
        items.add(new LabeledVector(item.id(), features.vectorOf(item.content()), label.label()));
      }
    }
    return items;
  }

  static ValidationResult evaluate(
      Campaign campaign, int round, Optional<Classifier> model, FeatureSpace features) {
    ValidationScore score =
        ValidationScore.of(model, items(campaign, round, features), campaign.labels().size());
    return new ValidationResult(
        ValidationResult.VERSION, round, score.labels(), score.correct(), score.logLoss());
  }
}
