package io.labelloop.workflow.step;

import io.labelloop.autolabel.AuditDesign;
import io.labelloop.autolabel.ConfidenceGrid;
import io.labelloop.autolabel.NestedAudit;
import io.labelloop.budget.Money;
import io.labelloop.campaign.AutoLabelSpec;
import io.labelloop.model.Classifier;
import io.labelloop.model.FeatureSpace;
import io.labelloop.numeric.ArgMax;
import io.labelloop.pool.Item;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import io.labelloop.workflow.document.AuditCandidates;
import io.labelloop.workflow.document.AuditResults;
import io.labelloop.workflow.document.AutoLabelPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The candidate sets of a campaign's automatic labels and their audit, from its documents. */
final class AutoLabeling {
  private final Campaign campaign;
  private final AutoLabelSpec spec;
  private final AutoLabelPlan plan;
  private final List<ConfidenceGrid> grids;

  AutoLabeling(Campaign campaign) {
    this.campaign = campaign;
    this.spec = campaign.spec().autoLabel().orElseThrow();
    this.plan = campaign.documents().get(campaign.keys().autoLabelPlan(), AutoLabelPlan.class);
    this.grids =
        plan.groups().stream().map(group -> new ConfidenceGrid(group.thresholds())).toList();
  }

  /** The order whose first items are a uniform draw of every candidate set. */
  static SeededOrder order(Campaign campaign) {
    return campaign.order("audit");
  }

  AutoLabelPlan plan() {
    return plan;
  }

  AutoLabelSpec spec() {
    return spec;
  }

  /** The error that a group's audit may make. */
  double alpha() {
    return (1 - spec.confidence()) / plan.groups().size();
  }

  List<ConfidenceGrid> grids() {
    return grids;
  }

  /** A model's label of an item: where it stands among the candidates. */
  record Placed(int group, int ring, int predicted, double confidence) {}

  Placed place(Item item, Classifier model, FeatureSpace features) {
    double[] row = model.probabilities(features.vectorOf(item.content()));
    int predicted = ArgMax.of(row);
    int group = spec.perClass() ? predicted : 0;
    return new Placed(group, grids.get(group).ringOf(row[predicted]), predicted, row[predicted]);
  }

  /** The sizes of all rings, by group. */
  List<int[]> ringSizes(List<AuditCandidates> shards) {
    var sizes = new ArrayList<int[]>();
    for (int group = 0; group < grids.size(); group++) {
      int[] rings = new int[grids.get(group).sets()];
      for (AuditCandidates shard : shards) {
        for (int ring = 0; ring < rings.length; ring++) {
          rings[ring] += shard.ringSizes().get(group).get(ring);
        }
      }
      sizes.add(rings);
    }
    return sizes;
  }

  /** What every shard found; a missing result is an error, not an empty shard. */
  List<AuditCandidates> shards() {
    return campaign.poolPlan().shards().stream()
        .map(
            shard ->
                campaign
                    .documents()
                    .get(campaign.keys().auditCandidates(shard.index()), AuditCandidates.class))
        .toList();
  }

  /** The candidates of all shards in the audit's order. */
  List<AuditCandidates.Candidate> candidates(List<AuditCandidates> shards) {
    return shards.stream()
        .flatMap(shard -> shard.items().stream())
        .sorted(Comparator.comparing(AuditCandidates.Candidate::id, order(campaign)))
        .toList();
  }

  /** What the audit rounds up to one have found. */
  Map<ItemId, Boolean> wrong(int lastRound) {
    Map<ItemId, Boolean> wrong = new HashMap<>();
    for (int round = plan.round() + 1; round <= lastRound; round++) {
      campaign
          .documents()
          .find(campaign.keys().audit(round), AuditResults.class)
          .ifPresent(
              audit -> audit.results().forEach(result -> wrong.put(result.item(), result.wrong())));
    }
    return wrong;
  }

  /** A group's audit; nothing where it has too few items to be audited. */
  Optional<NestedAudit> audit(
      int group, int[] ringSizes, List<AuditCandidates.Candidate> candidates) {
    return AuditDesign.of(spec.precision(), alpha(), ringSizes)
        .map(
            design ->
                new NestedAudit(
                    design,
                    candidates.stream()
                        .filter(candidate -> candidate.group() == group)
                        .map(
                            candidate ->
                                new NestedAudit.Candidate(candidate.id(), candidate.ring()))
                        .toList()));
  }

  /** What auditing one item costs. */
  Money priceOfAudit() {
    return campaign.spec().workforce().prices().most(spec.annotationsPerItem());
  }
}
