package io.labelloop.workflow.step;

import io.labelloop.pool.Item;
import io.labelloop.pool.ItemId;
import io.labelloop.query.Candidate;
import io.labelloop.query.LowBudget;
import io.labelloop.query.QueryStrategy;
import io.labelloop.query.Selection;
import io.labelloop.workflow.document.ScoredItem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which items a round's query strategy asks about: those that it chooses among what the shards
 * kept, or, in the {@link LowBudget} regime, those that its explorer chooses from the pool's
 * sample.
 */
final class QueryChoice {
  private final Campaign campaign;
  private final int round;
  private final Set<ItemId> chosen;
  private final ShardCandidates kept;
  private final RoundScorer scorer;

  /**
   * @param chosen what the round asks about anyway
   * @param kept of all shards
   */
  QueryChoice(Campaign campaign, int round, Set<ItemId> chosen, ShardCandidates kept) {
    this.campaign = campaign;
    this.round = round;
    this.chosen = chosen;
    this.kept = kept;
    this.scorer = RoundScorer.of(campaign, round);
  }

  /**
   * Chooses at most so many, fewer where no more are left.
   *
   * @param size at least 1
   */
  List<Item> choose(int size) {
    QueryStrategy strategy = Strategies.of(campaign, round);
    Optional<QueryStrategy> explorer =
        LowBudget.explorer(
            strategy,
            () -> scorer.view().labeled().size(),
            campaign.labels().size(),
            campaign.spec().model().startFrom().isPresent());
    if (explorer.isPresent()) {
      Map<ItemId, Item> sample = sample();
      // after many large batches it may hold no more
      if (sample.size() >= size) {
        return choose(explorer.get(), sample, size);
      }
    }
    Map<ItemId, Item> candidates = new LinkedHashMap<>();
    kept.toList().stream()
        .filter(item -> !chosen.contains(item.id()))
        .map(ScoredItem::item)
        .forEach(item -> candidates.putIfAbsent(item.id(), item));
    return candidates.isEmpty() ? List.of() : choose(strategy, candidates, size);
  }

  private List<Item> choose(QueryStrategy strategy, Map<ItemId, Item> items, int size) {
    List<Candidate> candidates = items.values().stream().map(scorer::candidate).toList();
    var selection =
        new Selection(candidates, size, scorer.view(), Strategies.ties(campaign, round));
    return strategy.select(selection).stream()
        .map(id -> Objects.requireNonNull(items.get(id)))
        .toList();
  }

  /** What of the pool's sample may still be asked about. */
  private Map<ItemId, Item> sample() {
    Set<ItemId> taken = campaign.taken(round);
    Map<ItemId, Item> sample = new LinkedHashMap<>();
    campaign.pool().sample(round).stream()
        .filter(item -> !taken.contains(item.id()) && !chosen.contains(item.id()))
        .forEach(item -> sample.put(item.id(), item));
    return sample;
  }
}
