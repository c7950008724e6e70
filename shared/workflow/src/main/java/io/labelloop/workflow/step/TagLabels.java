package io.labelloop.workflow.step;

import io.labelloop.pool.ItemId;
import io.labelloop.workflow.document.BatchItem;
import io.labelloop.workflow.document.ConsolidatedLabels;
import io.labelloop.workflow.document.LabelLine;
import io.labelloop.workflow.document.TagLine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The labels that a sequence campaign hands back. */
final class TagLabels {
  private TagLabels() {}

  /** Every sentence that has human tags, by round and in the order of its batch. */
  static List<TagLine> lines(Campaign campaign) {
    int started = campaign.startedRounds();
    Map<ItemId, ConsolidatedLabels.Label> labels = campaign.consolidatedLabels(started);
    var lines = new ArrayList<TagLine>();
    for (int round = 1; round <= started; round++) {
      for (BatchItem item : campaign.batch(round)) {
        ConsolidatedLabels.Label label = labels.get(item.id());
        if (label != null) {
          lines.add(
              new TagLine(
                  item.id(),
                  Sentences.tokens(item.content()),
                  campaign.tags().names(label.tags()),
                  LabelLine.rounded(label.confidence()),
                  "human",
                  item.stream().name().toLowerCase(Locale.ROOT),
                  round,
                  label.annotations()));
        }
      }
    }
    return lines;
  }

  /** The same as a CoNLL file, which a pool may be read from. */
  static byte[] conll(List<TagLine> lines) {
    var text = new StringBuilder();
    for (TagLine line : lines) {
      text.append("# id = ").append(line.id()).append('\n');
      for (int t = 0; t < line.tokens().size(); t++) {
        text.append(line.tokens().get(t)).append('\t').append(line.tags().get(t)).append('\n');
      }
      text.append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
