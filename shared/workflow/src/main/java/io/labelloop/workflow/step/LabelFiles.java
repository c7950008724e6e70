package io.labelloop.workflow.step;

import io.labelloop.pool.ItemId;
import io.labelloop.workflow.document.BatchItem;
import io.labelloop.workflow.document.ConsolidatedLabels;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.LabelLine;
import io.labelloop.workflow.document.TagLine;
import io.labelloop.workflow.document.Training;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a campaign hands back: its labels, as lines and as an augmented manifest, or as lines and as
 * CoNLL, and its model.
 */
public final class LabelFiles {
  private LabelFiles() {}

  /** Writes the files, and returns the number of labels. */
  public static int write(Campaign campaign) {
    copyLastModel(campaign);
    return campaign.isSequence() ? writeTags(campaign) : writeClasses(campaign);
  }

  private static int writeClasses(Campaign campaign) {
    List<LabelLine> labels = lines(campaign);
    campaign.documents().put(campaign.keys().labels(), JsonCodec.lines(labels));
    campaign.documents().put(campaign.keys().manifest(), AugmentedManifest.of(campaign, labels));
    return labels.size();
  }

  private static int writeTags(Campaign campaign) {
    List<TagLine> tags = TagLabels.lines(campaign);
    campaign.documents().put(campaign.keys().labels(), JsonCodec.lines(tags));
    campaign.documents().put(campaign.keys().conll(), TagLabels.conll(tags));
    return tags.size();
  }

  /** Every item that has a human label, by round and id. */
  private static List<LabelLine> lines(Campaign campaign) {
    int started = campaign.startedRounds();
    Map<ItemId, ConsolidatedLabels.Label> labels = campaign.consolidatedLabels(started);
    var lines = new ArrayList<LabelLine>();
    for (int round = 1; round <= started; round++) {
      for (BatchItem item : campaign.batch(round)) {
        ConsolidatedLabels.Label label = labels.get(item.id());
        if (label != null) {
          lines.add(
              new LabelLine(
                  item.id(),
                  campaign.labels().name(label.label()),
                  BigDecimal.valueOf(label.confidence()).setScale(6, RoundingMode.HALF_EVEN),
                  "human",
                  item.stream().name().toLowerCase(Locale.ROOT),
                  round,
                  label.annotations()));
        }
      }
    }
    return lines;
  }

  private static void copyLastModel(Campaign campaign) {
    for (int round = campaign.startedRounds(); round >= 1; round--) {
      if (campaign
          .documents()
          .find(campaign.keys().training(round), Training.class)
          .filter(training -> training.labels() > 0)
          .isPresent()) {
        campaign
            .documents()
            .put(
                campaign.keys().finalModel(),
                campaign.documents().getBytes(campaign.keys().model(round)));
        return;
      }
    }
  }
}
