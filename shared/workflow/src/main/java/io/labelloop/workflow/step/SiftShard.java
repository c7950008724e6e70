package io.labelloop.workflow.step;

import io.labelloop.autolabel.AuditDesign;
import io.labelloop.autolabel.ConfidenceGrid;
import io.labelloop.model.Classifier;
import io.labelloop.model.FeatureSpace;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.Sample;
import io.labelloop.workflow.document.AuditCandidates;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Counts a shard's items in every ring of the candidate sets, and keeps of each ring the first ones
 * in the audit's order. Memory is bounded by what is kept, whatever the shard's size.
 */
public final class SiftShard implements Step<ShardInput, Done> {
  // rings are cut by a sample: their shares of the whole pool may be somewhat larger
  private static final double UNEVEN = 1.5;

  private final Campaigns campaigns;

  public SiftShard(Campaigns campaigns) {
    this.campaigns = campaigns;
  }

  @Override
  public Class<ShardInput> inputType() {
    return ShardInput.class;
  }

  @Override
  public Done execute(ShardInput input) {
    Campaign campaign = campaigns.open(input.prefix());
    String key = campaign.keys().auditCandidates(input.shard());
    if (!campaign.documents().has(key)) {
      campaign.documents().decide(key, sift(campaign, input.shard()), AuditCandidates.class);
    }
    return Done.DONE;
  }

  private static AuditCandidates sift(Campaign campaign, int shard) {
    var labeling = new AutoLabeling(campaign);
    FeatureSpace features = campaign.features();
    Classifier model = campaign.calibratedModel(labeling.plan().round(), features).orElseThrow();
    Set<ItemId> taken = campaign.taken(labeling.plan().round() + 1);
    var sizes = new ArrayList<int[]>();
    var first = new ArrayList<List<Sample<AuditCandidates.Candidate>>>();
    int most = AuditDesign.mostItems(labeling.spec().precision(), labeling.alpha());
    for (ConfidenceGrid grid : labeling.grids()) {
      sizes.add(new int[grid.sets()]);
      var rings = new ArrayList<Sample<AuditCandidates.Candidate>>();
      for (int ring = 0; ring < grid.sets(); ring++) {
        rings.add(
            new Sample<>(
                AuditDesign.mostOfRing(most, Math.min(1, UNEVEN / (ring + 1))),
                Comparator.comparing(AuditCandidates.Candidate::id, AutoLabeling.order(campaign)),
                AuditCandidates.Candidate::id,
                candidate -> 0));
      }
      first.add(rings);
    }
    new CampaignPool(campaign)
        .forEachItem(
            shard,
            item -> {
              if (!taken.contains(item.id())) {
                AutoLabeling.Placed placed = labeling.place(item, model, features);
                sizes.get(placed.group())[placed.ring()]++;
                first
                    .get(placed.group())
                    .get(placed.ring())
                    .add(
                        new AuditCandidates.Candidate(
                            item.id(),
                            placed.group(),
                            placed.ring(),
                            placed.predicted(),
                            item.content()));
              }
            });
    return new AuditCandidates(
        AuditCandidates.VERSION,
        sizes.stream().map(rings -> java.util.Arrays.stream(rings).boxed().toList()).toList(),
        first.stream().flatMap(List::stream).flatMap(ring -> ring.toList().stream()).toList());
  }
}
