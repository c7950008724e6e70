package io.labelloop.workflow.step;

import io.labelloop.campaign.CertificationStream;
import io.labelloop.pool.DuplicateIds;
import io.labelloop.pool.Item;
import io.labelloop.pool.PoolLine;
import io.labelloop.pool.RejectedLine;
import io.labelloop.pool.Sample;
import io.labelloop.pool.SeededOrder;
import io.labelloop.pool.Shard;
import io.labelloop.workflow.document.Duplicates;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.ShardIndex;
import io.labelloop.workflow.document.Streams;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Merges what the shards found, draws the certification stream, and fits the feature space to a
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
    List<Shard> shards = campaign.poolPlan().shards();
    var indices = new ArrayList<ShardIndex>();
    for (Shard shard : shards) {
      indices.add(
          campaign.documents().get(campaign.keys().shardIndex(shard.index()), ShardIndex.class));
    }
    List<DuplicateIds.Occurrence> repeated = repeated(campaign, shards, indices);
    Duplicates duplicates =
        campaign
            .documents()
            .decide(
                campaign.keys().duplicates(),
                Duplicates.of(DuplicateIds.of(repeated)),
                Duplicates.class);
    List<RejectedLine> rejects = rejects(campaign, shards, indices, repeated, duplicates.toIds());
    campaign.documents().decideBytes(campaign.keys().rejects(), JsonCodec.lines(rejects));

    long lost = repeated.size() - (long) duplicates.winners().size();
    long items = indices.stream().mapToLong(ShardIndex::accepted).sum() - lost;
    long rejected = indices.stream().mapToLong(ShardIndex::rejected).sum() + lost;
    refuseBadPool(campaign, items, rejected);

    Sample<Item> sample = merged(campaign, shards, SAMPLE, sampleOrder(campaign), true);
    campaign
        .documents()
        .decideBytes(
            campaign.keys().features(), campaign.trainer().fitFeatures(sample.toList()).toBytes());
    campaign.documents().decideBytes(campaign.keys().sample(), JsonCodec.lines(sample.toList()));
    List<Item> certification =
        merged(
                campaign,
                shards,
                CertificationStream.size(campaign.spec(), items),
                certificationOrder(campaign),
                false)
            .toList();
    campaign
        .documents()
        .decideBytes(campaign.keys().certificationItems(), JsonCodec.lines(certification));
    Map<String, Long> byReason = new TreeMap<>();
    rejects.forEach(line -> byReason.merge(line.reason().name(), 1L, Long::sum));
    return campaign
        .documents()
        .decide(
            campaign.keys().streams(),
            new Streams(
                Streams.VERSION,
                items,
                rejected,
                byReason,
                certification.stream().map(Item::id).toList()),
            Streams.class);
  }

  private static Sample<Item> merged(
      Campaign campaign, List<Shard> shards, int size, SeededOrder order, boolean sample) {
    Sample<Item> merged = Sample.uniform(size, order);
    for (Shard shard : shards) {
      String key =
          sample
              ? campaign.keys().shardSample(shard.index())
              : campaign.keys().shardCertification(shard.index());
      campaign.documents().getLines(key, Item.class).forEach(merged::add);
    }
    return merged;
  }

  private static void refuseBadPool(Campaign campaign, long items, long rejected) {
    double limit = campaign.spec().pool().maxRejectedShare();
    String see = "; " + campaign.keys().rejects() + " names each line and its reason";
    if (items == 0) {
      throw new PoolProblemException(
          "the pool has no usable item"
              + (rejected > 0 ? ": all " + rejected + " lines were rejected" + see : ""));
    }
    if (rejected > limit * (items + rejected)) {
      throw new PoolProblemException(
          rejected
              + " of "
              + (items + rejected)
              + " lines of the pool were rejected, more than the share of "
              + limit
              + " that /pool/maxRejectedShare allows"
              + see);
    }
  }

  /** Every occurrence of the ids that occur more than once. Takes 8 bytes an item of the pool. */
  private static List<DuplicateIds.Occurrence> repeated(
      Campaign campaign, List<Shard> shards, List<ShardIndex> indices) {
    int items = Math.toIntExact(indices.stream().mapToLong(ShardIndex::accepted).sum());
    LongBuffer all = LongBuffer.allocate(items);
    for (Shard shard : shards) {
      LongBuffer ids = ids(campaign, shard);
      for (int i = 0; i < ids.limit(); i += 2) {
        all.put(ids.get(i));
      }
    }
    Set<Long> twice = new HashSet<>();
    long[] sorted = all.array();
    Arrays.sort(sorted);
    for (int i = 1; i < items; i++) {
      if (sorted[i] == sorted[i - 1]) {
        twice.add(sorted[i]);
      }
    }
    var occurrences = new ArrayList<DuplicateIds.Occurrence>();
    for (int shard = 0; shard < shards.size() && !twice.isEmpty(); shard++) {
      LongBuffer ids = ids(campaign, shards.get(shard));
      for (int i = 0; i < ids.limit(); i += 2) {
        if (twice.contains(ids.get(i))) {
          occurrences.add(new DuplicateIds.Occurrence(ids.get(i), ids.get(i + 1), shard));
        }
      }
    }
    return occurrences;
  }

  /** The pairs of hashes, of id and content, that {@link IndexShard} stored. */
  private static LongBuffer ids(Campaign campaign, Shard shard) {
    return ByteBuffer.wrap(campaign.documents().getBytes(campaign.keys().shardIds(shard.index())))
        .asLongBuffer();
  }

  /**
   * All rejected lines with their numbers in the file; shards with duplicated ids are read again
   * for theirs.
   */
  private static List<RejectedLine> rejects(
      Campaign campaign,
      List<Shard> shards,
      List<ShardIndex> indices,
      List<DuplicateIds.Occurrence> repeated,
      DuplicateIds verdict) {
    Set<Integer> again = new TreeSet<>();
    repeated.forEach(occurrence -> again.add(occurrence.shard()));
    var pool = new CampaignPool(campaign);
    Map<String, Long> linesBefore = new HashMap<>();
    var all = new ArrayList<RejectedLine>();
    for (Shard shard : shards) {
      long before = linesBefore.getOrDefault(shard.key(), 0L);
      ShardIndex index = indices.get(shard.index());
      List<RejectedLine> own = new ArrayList<>(index.rejects());
      if (again.contains(shard.index())) {
        own.clear();
        pool.read(
            shard.index(),
            verdict,
            line -> {
              if (line instanceof PoolLine.Rejected bad && own.size() < ShardIndex.MAX_REJECTS) {
                own.add(bad.line());
              }
            });
      }
      own.forEach(line -> all.add(line.offsetBy(before)));
      linesBefore.merge(shard.key(), index.lines(), Long::sum);
    }
    return all;
  }
}
