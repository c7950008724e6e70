package io.labelloop.workflow.step;

import io.labelloop.model.FeatureSpace;
import io.labelloop.model.LabeledVector;
import io.labelloop.pool.ItemId;
import io.labelloop.workflow.document.BatchItem;
import io.labelloop.workflow.document.ConsolidatedLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The consolidated labels that a model may learn from: all but those of the streams that test. */
final class TrainingExamples {
  private TrainingExamples() {}

  /** The examples of rounds 1 to {@code round}, in the order in which they were asked. */
  static List<LabeledVector> of(Campaign campaign, int round, FeatureSpace features) {
    Map<ItemId, ConsolidatedLabels.Label> labels = campaign.consolidatedLabels(round);
    var examples = new ArrayList<LabeledVector>();
    for (BatchItem item : campaign.asked(round)) {
      ConsolidatedLabels.Label label = labels.get(item.id());
      if (label != null && item.stream().teaches()) {
        examples.add(
            new LabeledVector(item.id(), features.vectorOf(item.content()), label.label()));
      }
    }
    return examples;
  }
}
