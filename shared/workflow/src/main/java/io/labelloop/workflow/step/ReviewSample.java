package io.labelloop.workflow.step;

import io.labelloop.pool.ItemId;
import io.labelloop.workflow.document.BatchItem;
import io.labelloop.workflow.document.CampaignOrders;
import io.labelloop.workflow.document.ConsolidatedLabels;
import io.labelloop.workflow.document.Decision;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The items with doubtful labels that people have sent to review, which a round asks about again: a
 * seeded sample of those whose label is less sure than the campaign asks for, or depends on the
 * method of consolidation. Items of the streams that test are never among them: how often they are
 * asked must not depend on what was answered.
 */
final class ReviewSample {
  private ReviewSample() {}

  /** The items to review in a round, in the sample's order; mostly none. */
  static List<ItemId> of(Campaign campaign, int round) {
    // what the decision before the round knew of, so that a repeated call finds the same
    int known =
        decision(campaign, round - 1).filter(Decision::more).map(ReviewSample::orders).orElse(0);
    if (known == 0) {
      return List.of();
    }
    int followed = decision(campaign, round - 2).map(ReviewSample::orders).orElse(0);
    return CampaignOrders.of(campaign.documents(), campaign.keys())
        .review(followed, known)
        .flatMap(CampaignOrders.Order::items)
        .map(items -> sample(campaign, round, items))
        .orElse(List.of());
  }

  private static Optional<Decision> decision(Campaign campaign, int round) {
    return round < 1
        ? Optional.empty()
        : campaign.documents().find(campaign.keys().decision(round), Decision.class);
  }

  private static int orders(Decision decision) {
    return decision.orders().orElse(0);
  }

  private static List<ItemId> sample(Campaign campaign, int round, int items) {
    Optional<ConsolidatedLabels> known = campaign.consolidation(round - 1);
    if (known.isEmpty()) {
      return List.of();
    }
    Set<ItemId> disputed = Set.copyOf(known.get().disputed());
    Set<ItemId> teaching =
        campaign.asked(round - 1).stream()
            .filter(item -> item.stream().teaches())
            .map(BatchItem::id)
            .collect(Collectors.toSet());
    double sure = campaign.spec().workforce().annotationsPerItem().confidence();
    Comparator<ItemId> order = campaign.order("review-" + round);
    return known.get().labels().stream()
        .filter(label -> label.confidence() < sure || disputed.contains(label.item()))
        .map(ConsolidatedLabels.Label::item)
        .filter(teaching::contains)
        .sorted(order)
        .limit(items)
        .toList();
  }
}
