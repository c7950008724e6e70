package io.labelloop.workflow.step;

import io.labelloop.annotation.SpreadsheetRow;
import io.labelloop.pool.ItemId;
import io.labelloop.workflow.document.BatchItem;
import io.labelloop.workflow.document.ConsolidatedLabels;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.LabelLine;
import io.labelloop.workflow.document.TagLine;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * What a campaign hands back: its labels, as lines, for spreadsheets and as an augmented manifest,
 * or as lines and as CoNLL, and its model.
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
    byte[] automatic = shards(campaign, campaign.keys()::autoLabels);
    campaign.documents().put(campaign.keys().labels(), joined(JsonCodec.lines(labels), automatic));
    campaign
        .documents()
        .put(
            campaign.keys().manifest(),
            joined(
                AugmentedManifest.of(campaign, labels),
                shards(campaign, campaign.keys()::autoManifest)));
    List<LabelLine> given = JsonCodec.readLines(automatic, LabelLine.class);
    campaign.documents().put(campaign.keys().labelsCsv(), csv(labels, given));
    return labels.size() + given.size();
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
                  LabelLine.rounded(label.confidence()),
                  LabelLine.HUMAN,
                  item.stream().name().toLowerCase(Locale.ROOT),
                  round,
                  label.annotations()));
        }
      }
    }
    return lines;
  }

  /** The labels of people and those of the model, with a header. */
  private static byte[] csv(List<LabelLine> human, List<LabelLine> automatic) {
    var text = new StringBuilder("id,label,confidence,source,stream,round,annotations\n");
    Stream.concat(human.stream(), automatic.stream())
        .forEach(
            line ->
                text.append(
                    SpreadsheetRow.of(
                        line.id(),
                        line.label(),
                        line.confidence(),
                        line.source(),
                        line.stream(),
                        line.round(),
                        line.annotations())));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** What the shards wrote, one after another; nothing where no automatic label is certified. */
  private static byte[] shards(Campaign campaign, IntFunction<String> key) {
    var all = new ByteArrayOutputStream();
    int shards = campaign.poolPlan().shards().size();
    for (int shard = 0; shard < shards; shard++) {
      campaign
          .documents()
          .objects()
          .get(key.apply(shard))
          .ifPresent(stored -> all.writeBytes(stored.content()));
    }
    return all.toByteArray();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    var all = new ByteArrayOutputStream(first.length + second.length);
    all.writeBytes(first);
    all.writeBytes(second);
    return all.toByteArray();
  }

  /** A model that has no temperature is copied as it is: to read it takes a cold function long. */
  private static void copyLastModel(Campaign campaign) {
    StoredModels models = campaign.models();
    models
        .lastRound(campaign.startedRounds())
        .ifPresent(
            last ->
                campaign
                    .documents()
                    .put(
                        campaign.keys().finalModel(),
                        models.calibration(last).isPresent()
                            ? models.calibrated(last, campaign.features()).orElseThrow().toBytes()
                            : campaign.documents().getBytes(campaign.keys().model(last))));
  }
}
