package io.labelloop.workflow.step;

import io.labelloop.campaign.CertificationStream;
import io.labelloop.pool.DuplicateIds;
import io.labelloop.pool.Item;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.RejectCounts;
import io.labelloop.pool.Sample;
import io.labelloop.pool.Shard;
import io.labelloop.workflow.document.Duplicates;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.PoolGrowth;
import io.labelloop.workflow.document.ShardIndex;
import io.labelloop.workflow.document.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Takes the new part of a growing pool in: draws its share of the certification stream uniformly,
 * at the rate at which the first part was drawn, and keeps the pool's sample uniform. An id that
 * was known stays the item that it was. Stops the campaign if too much of the new part was
 * rejected.
 */
public final class ExtendStreams implements Step<RoundInput, ExtendStreams.Output> {
  private final Campaigns campaigns;

  public ExtendStreams(Campaigns campaigns) {
    this.campaigns = campaigns;
  }

  /** Items, rejected lines, and the size of the certification stream, of the whole pool. */
  public record Output(long items, long rejected, int certification) {}

  @Override
  public Class<RoundInput> inputType() {
    return RoundInput.class;
  }

  @Override
  public Output execute(RoundInput input) {
    Campaign campaign = campaigns.open(input.prefix());
    Streams streams =
        campaign
            .documents()
            .decided(
                campaign.keys().streams(input.round()),
                Streams.class,
                () -> extend(campaign, input.round()));
    return new Output(streams.items(), streams.rejected(), streams.certification().size());
  }

  private static Streams extend(Campaign campaign, int round) {
    PoolGrowth growth = campaign.documents().get(campaign.keys().growth(round), PoolGrowth.class);
    Streams before = campaign.pool().streams(round - 1);
    var index = new PoolIndex(campaign, growth.plan().orElseThrow().shards());
    List<Shard> added = index.from(growth.firstNewShard());

    DuplicateIds known = campaign.pool().duplicates(round - 1);
    List<DuplicateIds.Occurrence> repeated = index.repeated();
    Duplicates duplicates =
        campaign
            .documents()
            .decide(
                campaign.keys().duplicates(round),
                Duplicates.of(known.extendedBy(repeated, growth.firstNewShard())),
                Duplicates.class);
    List<DuplicateIds.Occurrence> repeatedNow =
        repeated.stream().filter(o -> o.shard() >= growth.firstNewShard()).toList();
    List<ShardIndex> indices = index.indices(added);
    PoolIndex.Rejects rejects = index.rejects(added, indices, repeatedNow, duplicates.toIds());
    campaign
        .documents()
        .decideBytes(campaign.keys().rejects(round), JsonCodec.lines(rejects.listed()));
    long lost =
        repeatedNow.size()
            - duplicates.winners().stream()
                .filter(winner -> winner.shard() >= growth.firstNewShard())
                .count();
    long items = indices.stream().mapToLong(ShardIndex::accepted).sum() - lost;
    PoolIndex.refuseBadPool(
        campaign, items, rejects.counts().lines(), campaign.keys().rejects(round));

    // the samples of shards were drawn before it was known which ids are not new
    DuplicateIds verdict = duplicates.toIds();
    Predicate<Item> fresh = item -> verdict.isNew(item, growth.firstNewShard());
    Sample<Item> sample = Sample.uniform(DrawStreams.SAMPLE, DrawStreams.sampleOrder(campaign));
    campaign.pool().sample(round - 1).forEach(sample::add);
    index.sampled(added).filter(fresh).forEach(sample::add);
    campaign
        .documents()
        .decideBytes(campaign.keys().sample(round), JsonCodec.lines(sample.toList()));
    return store(
        campaign,
        round,
        before,
        items,
        rejects.counts(),
        certification(
            campaign, before, before.items() + items, index.certification(added).filter(fresh)));
  }

  /** The certification items of the new part; fewer than its share once the stream is full. */
  private static List<Item> certification(
      Campaign campaign, Streams before, long items, Stream<Item> candidates) {
    int drawn = before.certification().size();
    int wanted =
        Math.min(CertificationStream.MOST_ITEMS, campaign.pool().expectedCertification(items));
    Sample<Item> sample =
        Sample.uniform(Math.max(0, wanted - drawn), DrawStreams.certificationOrder(campaign));
    candidates.forEach(sample::add);
    StartModel.refuseLearned(campaign, sample.toList());
    return sample.toList();
  }

  private static Streams store(
      Campaign campaign,
      int round,
      Streams before,
      long items,
      RejectCounts rejects,
      List<Item> certification) {
    campaign
        .documents()
        .decideBytes(campaign.keys().certificationItems(round), JsonCodec.lines(certification));
    List<ItemId> stream = new ArrayList<>(before.certification());
    certification.forEach(item -> stream.add(item.id()));
    return Streams.of(
        before.items() + items,
        before.rejected() + rejects.lines(),
        before.rejectCounts().plus(rejects),
        stream,
        before.validation());
  }
}
