package io.labelloop.workflow.step;

import io.labelloop.model.Classifier;
import io.labelloop.model.FeatureSpace;
import io.labelloop.pool.ItemId;
import io.labelloop.workflow.document.AutoLabelVerdict;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.LabelLine;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Labels a shard's items of the certified sets with the frozen model, as lines of the labels file
 * and of the manifest. Items that people labeled keep their label. A repeated call finds what the
 * first one stored.
 */
public final class LabelShard implements Step<ShardInput, LabelShard.Output> {
  private final Campaigns campaigns;

  public LabelShard(Campaigns campaigns) {
    this.campaigns = campaigns;
  }

  /** The number of automatic labels of the shard. */
  public record Output(int labels) {}

  @Override
  public Class<ShardInput> inputType() {
    return ShardInput.class;
  }

  @Override
  public Output execute(ShardInput input) {
    Campaign campaign = campaigns.open(input.prefix());
    List<LabelLine> labels =
        campaign
            .documents()
            .findLines(campaign.keys().autoLabels(input.shard()), LabelLine.class)
            .orElseGet(() -> label(campaign, input.shard()));
    return new Output(labels.size());
  }

  private static List<LabelLine> label(Campaign campaign, int shard) {
    var labeling = new AutoLabeling(campaign);
    List<AutoLabelVerdict.Group> groups =
        campaign
            .documents()
            .get(campaign.keys().autoLabelVerdict(), AutoLabelVerdict.class)
            .groups();
    FeatureSpace features = campaign.features();
    Classifier model = campaign.calibratedModel(labeling.plan().round(), features).orElseThrow();
    Set<ItemId> taken = campaign.taken(campaign.startedRounds() + 1);
    var labels = new ByteArrayOutputStream();
    var manifest = new ByteArrayOutputStream();
    new CampaignPool(campaign)
        .forEachItem(
            shard,
            item -> {
              if (!taken.contains(item.id())) {
                AutoLabeling.Placed placed = labeling.place(item, model, features);
                Optional<Integer> certified = groups.get(placed.group()).certifiedSet();
                if (certified.filter(set -> placed.ring() <= set).isPresent()) {
                  var line =
                      new LabelLine(
                          item.id(),
                          campaign.labels().name(placed.predicted()),
                          LabelLine.rounded(placed.confidence()),
                          LabelLine.AUTO,
                          "auto",
                          labeling.plan().round(),
                          0);
                  labels.writeBytes(JsonCodec.lines(List.of(line)));
                  manifest.writeBytes(
                      JsonCodec.lines(
                          List.of(
                              AugmentedManifest.line(
                                  campaign, line, Optional.of(item.content())))));
                }
              }
            });
    // before the lines that say that the shard is labeled
    campaign.documents().decideBytes(campaign.keys().autoManifest(shard), manifest.toByteArray());
    return JsonCodec.readLines(
        campaign.documents().decideBytes(campaign.keys().autoLabels(shard), labels.toByteArray()),
        LabelLine.class);
  }
}
