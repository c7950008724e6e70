package io.labelloop.workflow.step;

import io.labelloop.campaign.CertificationStream;
import io.labelloop.pool.DuplicateIds;
import io.labelloop.pool.Item;
import io.labelloop.pool.Sample;
import io.labelloop.pool.SeededOrder;
import io.labelloop.pool.Shard;
import io.labelloop.workflow.document.Duplicates;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.ShardIndex;
import io.labelloop.workflow.document.Streams;
import java.util.List;
import java.util.Optional;

/**
 * Merges what the shards found, draws the streams that test, and fits the feature space to a
 * uniform sample. Stops the campaign, before money is spent, if too much of the pool was rejected.
 */
public final class DrawStreams implements Step<CampaignInput, DrawStreams.Output> {
  /**
   * The size of the uniform sample that feature spaces are fitted to and seed sets are chosen from.
   */
  static final int SAMPLE = 10_000;

  private final Campaigns campaigns;
  private final LedgerBook ledger;

  public DrawStreams(Campaigns campaigns, LedgerBook ledger) {
    this.campaigns = campaigns;
    this.ledger = ledger;
  }

  /** Items, rejected lines, and the size of the certification stream. */
  public record Output(long items, long rejected, int certification) {}

  @Override
  public Class<CampaignInput> inputType() {
    return CampaignInput.class;
  }

  static SeededOrder sampleOrder(Campaign campaign) {
    return campaign.order("sample");
  }

  static SeededOrder certificationOrder(Campaign campaign) {
    return campaign.order("certification");
  }

  /** How many items each shard keeps for the streams that test, at most. */
  static int mostHeld(Campaign campaign) {
    return CertificationStream.MOST_ITEMS + campaign.spec().validationItems();
  }

  @Override
  public Output execute(CampaignInput input) {
    Campaign campaign = campaigns.open(input.prefix());
    Streams streams =
        campaign
            .documents()
            .find(campaign.keys().streams(), Streams.class)
            .orElseGet(
                () -> {
                  PlanAudit.reserve(campaign, ledger);
                  return draw(campaign);
                });
    return new Output(streams.items(), streams.rejected(), streams.certification().size());
  }

  private static Streams draw(Campaign campaign) {
    List<Shard> shards = campaign.pool().plan(1).shards();
    var index = new PoolIndex(campaign, shards);
    List<ShardIndex> indices = index.indices(shards);
    List<DuplicateIds.Occurrence> repeated = index.repeated();
    Duplicates duplicates =
        campaign
            .documents()
            .decide(
                campaign.keys().duplicates(),
                Duplicates.of(DuplicateIds.of(repeated)),
                Duplicates.class);
    PoolIndex.Rejects rejects = index.rejects(shards, indices, repeated, duplicates.toIds());
    campaign.documents().decideBytes(campaign.keys().rejects(), JsonCodec.lines(rejects.listed()));

    long lost = repeated.size() - (long) duplicates.winners().size();
    long items = indices.stream().mapToLong(ShardIndex::accepted).sum() - lost;
    long rejected = rejects.counts().lines();
    PoolIndex.refuseBadPool(campaign, items, rejected, campaign.keys().rejects());

    Sample<Item> sample = Sample.uniform(SAMPLE, sampleOrder(campaign));
    index.sampled(shards).forEach(sample::add);
    campaign
        .documents()
        .decideBytes(
            campaign.keys().features(), campaign.trainer().fitFeatures(sample.toList()).toBytes());
    campaign.documents().decideBytes(campaign.keys().sample(), JsonCodec.lines(sample.toList()));
    int certified = CertificationStream.size(campaign.spec(), items);
    int validated = ValidationStream.size(campaign, items - certified);
    // the second stream begins where the first ends: both are uniform, and no item is in both
    Sample<Item> drawn = Sample.uniform(certified + validated, certificationOrder(campaign));
    index.certification(shards).forEach(drawn::add);
    List<Item> held = drawn.toList();
    StartModel.refuseLearned(campaign, held);
    List<Item> certification = held.subList(0, Math.min(certified, held.size()));
    List<Item> validation = held.subList(certification.size(), held.size());
    if (validated > 0) {
      campaign
          .documents()
          .decideBytes(campaign.keys().validationItems(), JsonCodec.lines(validation));
    }
    campaign
        .documents()
        .decideBytes(campaign.keys().certificationItems(), JsonCodec.lines(certification));
    return campaign
        .documents()
        .decide(
            campaign.keys().streams(),
            Streams.of(
                items,
                rejected,
                rejects.counts(),
                certification.stream().map(Item::id).toList(),
                validated > 0
                    ? Optional.of(validation.stream().map(Item::id).toList())
                    : Optional.empty()),
            Streams.class);
  }
}
