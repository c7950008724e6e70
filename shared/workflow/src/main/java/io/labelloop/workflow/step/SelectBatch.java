package io.labelloop.workflow.step;

import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.QuerySpec;
import io.labelloop.model.FeatureSpace;
import io.labelloop.pool.Item;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.Stream;
import io.labelloop.query.SeedCandidate;
import io.labelloop.query.SeedSets;
import io.labelloop.query.SequenceStrategy;
import io.labelloop.workflow.document.BanditDraw;
import io.labelloop.workflow.document.BatchItem;
import io.labelloop.workflow.document.ScoredItem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses the items of a round. A repeated call returns the batch that the first one stored.
 *
 * <p>The first round asks about the seed set, chosen from the pool's sample without a model, and
 * about the whole streams that test: their labels serve every round, and their number must not
 * depend on results. Later rounds ask about uniformly drawn items (the random share) and about
 * those that the query strategy chooses among the shards' candidates.
 */
public final class SelectBatch implements Step<RoundInput, SelectBatch.Output> {
  private final Campaigns campaigns;

  public SelectBatch(Campaigns campaigns) {
    this.campaigns = campaigns;
  }

  /** The number of items in the batch; 0 where nothing is left to ask. */
  public record Output(int items) {}

  @Override
  public Class<RoundInput> inputType() {
    return RoundInput.class;
  }

  @Override
  public Output execute(RoundInput input) {
    Campaign campaign = campaigns.open(input.prefix());
    String key = campaign.keys().batch(input.round());
    if (input.round() > 1) {
      // before the batch, which is what says that the round has chosen
      BanditRounds.of(campaign)
          .ifPresent(
              bandit ->
                  campaign
                      .documents()
                      .decide(
                          campaign.keys().bandit(input.round()),
                          bandit.draw(input.round()),
                          BanditDraw.class));
    }
    List<BatchItem> batch =
        campaign
            .documents()
            .decidedLines(key, BatchItem.class, () -> select(campaign, input.round()));
    return new Output(batch.size());
  }

  private static List<BatchItem> select(Campaign campaign, int round) {
    return round == 1 ? firstBatch(campaign) : laterBatch(campaign, round);
  }

  private static List<BatchItem> firstBatch(Campaign campaign) {
    CampaignSpec spec = campaign.spec();
    FeatureSpace features = campaign.features();
    Set<ItemId> held = campaign.taken(1);
    List<Item> sample =
        campaign.pool().sample(1).stream().filter(item -> !held.contains(item.id())).toList();
    List<ItemId> seedSet =
        SeedSets.named(spec.query().seedSet().method())
            .orElseThrow()
            .select(
                sample.stream()
                    .map(item -> new SeedCandidate(item.id(), features.vectorOf(item.content())))
                    .toList(),
                spec.query().seedSet().size(),
                campaign.order("seed-set"));
    Map<ItemId, Item> contents = new LinkedHashMap<>();
    sample.forEach(item -> contents.put(item.id(), item));
    List<BatchItem> batch = certification(campaign, 1);
    if (campaign.pool().streams(1).validation().isPresent()) {
      for (Item item :
          campaign.documents().getLines(campaign.keys().validationItems(), Item.class)) {
        batch.add(batchItem(spec, item, Stream.VALIDATION));
      }
    }
    for (ItemId id : seedSet) {
      batch.add(batchItem(spec, Objects.requireNonNull(contents.get(id)), Stream.SEED));
    }
    return batch;
  }

  /** The certification items that a round asks about first: those that the pool has new. */
  private static List<BatchItem> certification(Campaign campaign, int round) {
    Set<ItemId> audited = CertificationAudit.audited(campaign);
    var batch = new ArrayList<BatchItem>();
    for (Item item : campaign.pool().newCertification(round)) {
      batch.add(
          new BatchItem(
              item.id(),
              Stream.CERTIFICATION,
              CertificationAudit.annotations(campaign, item.id(), audited),
              item.content()));
    }
    return batch;
  }

  private static List<BatchItem> laterBatch(Campaign campaign, int round) {
    CampaignSpec spec = campaign.spec();
    QuerySpec query = spec.query();
    ShardCandidates merged = merged(campaign, round);
    List<ScoredItem> random = merged.drawn();
    int randomItems = Strategies.randomItems(query);

    List<BatchItem> batch = certification(campaign, round);
    int room = batch.size() + query.batchSize();
    var chosen = new HashSet<ItemId>();
    for (ScoredItem item : random.subList(0, Math.min(randomItems, random.size()))) {
      chosen.add(item.id());
      batch.add(batchItem(spec, item.item(), Stream.RANDOM));
    }
    if (campaign.isSequence()) {
      sentences(campaign, round, merged).stream()
          .filter(item -> !chosen.contains(item.id()))
          .limit(Math.max(0, room - batch.size()))
          .forEach(item -> batch.add(batchItem(spec, item, Stream.QUERY)));
      return batch;
    }
    if (room > batch.size()) {
      var choice = new QueryChoice(campaign, round, chosen, merged);
      for (Item item : choice.choose(room - batch.size())) {
        batch.add(batchItem(spec, item, Stream.QUERY));
      }
    }
    return batch;
  }

  /** The candidates, the most wanted first: shards rank by one score, a portfolio by several. */
  private static List<Item> sentences(Campaign campaign, int round, ShardCandidates merged) {
    Map<ItemId, Item> candidates = new LinkedHashMap<>();
    merged.toList().forEach(item -> candidates.putIfAbsent(item.id(), item.item()));
    SequenceStrategy strategy = Strategies.ofSentences(campaign);
    if (!strategy.isPortfolio()) {
      return List.copyOf(candidates.values());
    }
    return strategy
        .ranked(
            new SequenceScorer(campaign, round).scores(candidates.values()),
            Strategies.ties(campaign, round))
        .stream()
        .map(id -> Objects.requireNonNull(candidates.get(id)))
        .toList();
  }

  private static BatchItem batchItem(CampaignSpec spec, Item item, Stream stream) {
    return new BatchItem(
        item.id(), stream, spec.workforce().annotationsPerItem().min(), item.content());
  }

  /**
   * The best of all shards and the uniformly drawn of the whole pool, so that the candidates do not
   * depend on how the pool was split; missing results of a shard are an error, not an empty shard.
   * One shard's results are in memory at a time.
   */
  private static ShardCandidates merged(Campaign campaign, int round) {
    var merged = new ShardCandidates(campaign, round, Optional.empty());
    int shards = campaign.pool().plan(round).shards().size();
    for (int shard = 0; shard < shards; shard++) {
      campaign
          .documents()
          .getLines(campaign.keys().scores(round, shard), ScoredItem.class)
          .forEach(merged::merge);
    }
    return merged;
  }
}
