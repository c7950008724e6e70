package io.labelloop.workflow.step;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import io.labelloop.workflow.document.BatchItem;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.LabelLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The labels in the form of a SageMaker Ground Truth augmented manifest: one line per item, with
 * the class index under {@code label} and the class name, confidence and origin under {@code
 * label-metadata}.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/sms-data-output.html">Labeling job
 *     output data</a>
 */
final class AugmentedManifest {
  private AugmentedManifest() {}

  static byte[] of(Campaign campaign, List<LabelLine> labels) {
    Map<ItemId, BatchItem> items = new HashMap<>();
    campaign.asked(campaign.startedRounds()).forEach(item -> items.put(item.id(), item));
    var lines = new ArrayList<ObjectNode>();
    for (LabelLine label : labels) {
      lines.add(
          line(
              campaign, label, Optional.ofNullable(items.get(label.id())).map(BatchItem::content)));
    }
    return JsonCodec.lines(lines);
  }

  /** A label's line; of an item that is no text, the source is what its id says. */
  static ObjectNode line(Campaign campaign, LabelLine label, Optional<ItemContent> content) {
    ObjectNode line = JsonCodec.mapper().createObjectNode();
    line.put("id", label.id().value());
    if (content.isPresent() && content.get() instanceof ItemContent.Text text) {
      line.put("source", text.text());
    }
    line.put("label", campaign.labels().indexOf(label.label()).orElseThrow());
    line.putObject("label-metadata")
        .put("class-name", label.label())
        .put("confidence", label.confidence())
        .put("type", "groundtruth/text-classification")
        .put("job-name", campaign.claim().campaign())
        .put("human-annotated", LabelLine.HUMAN.equals(label.source()) ? "yes" : "no");
    return line;
  }
}
