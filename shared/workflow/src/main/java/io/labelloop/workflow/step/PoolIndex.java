package io.labelloop.workflow.step;

import io.labelloop.pool.DuplicateIds;
import io.labelloop.pool.Item;
import io.labelloop.pool.PoolLine;
import io.labelloop.pool.RejectedLine;
import io.labelloop.pool.Shard;
import io.labelloop.workflow.document.ShardIndex;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What {@link IndexShard} found in the shards of a pool, put together. */
final class PoolIndex {
  private final Campaign campaign;
  private final List<Shard> shards;

  /**
   * @param shards all of the pool
   */
  PoolIndex(Campaign campaign, List<Shard> shards) {
    this.campaign = campaign;
    this.shards = shards;
  }

  /** The shards from an index on. */
  List<Shard> from(int first) {
    return shards.subList(first, shards.size());
  }

  /** What was found in some shards, in their order. */
  List<ShardIndex> indices(List<Shard> some) {
    return some.stream()
        .map(
            shard ->
                campaign
                    .documents()
                    .get(campaign.keys().shardIndex(shard.index()), ShardIndex.class))
        .toList();
  }

  /** The uniform samples of some shards, one after another. */
  Stream<Item> sampled(List<Shard> some) {
    return some.stream()
        .flatMap(
            shard ->
                campaign
                    .documents()
                    .getLines(campaign.keys().shardSample(shard.index()), Item.class)
                    .stream());
  }

  /** The candidates for the certification stream of some shards. */
  Stream<Item> certification(List<Shard> some) {
    return some.stream()
        .flatMap(
            shard ->
                campaign
                    .documents()
                    .getLines(campaign.keys().shardCertification(shard.index()), Item.class)
                    .stream());
  }

  /**
   * Refuses a pool, or what it has grown by, of which too much was rejected.
   *
   * @param rejects the key of the document that names each rejected line
   */
  static void refuseBadPool(Campaign campaign, long items, long rejected, String rejects) {
    double limit = campaign.spec().pool().maxRejectedShare();
    String see = "; " + rejects + " names each line and its reason";
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

  /** Every occurrence of the ids that occur more than once. */
  List<DuplicateIds.Occurrence> repeated() {
    Set<Long> seen = new HashSet<>();
    Set<Long> twice = new HashSet<>();
    var hashes = new ArrayList<ByteBuffer>();
    for (Shard shard : shards) {
      ByteBuffer ids =
          ByteBuffer.wrap(campaign.documents().getBytes(campaign.keys().shardIds(shard.index())));
      hashes.add(ids);
      for (int i = 0; i < ids.capacity(); i += 2 * Long.BYTES) {
        if (!seen.add(ids.getLong(i))) {
          twice.add(ids.getLong(i));
        }
      }
    }
    var occurrences = new ArrayList<DuplicateIds.Occurrence>();
    for (int shard = 0; shard < hashes.size() && !twice.isEmpty(); shard++) {
      ByteBuffer ids = hashes.get(shard);
      for (int i = 0; i < ids.capacity(); i += 2 * Long.BYTES) {
        if (twice.contains(ids.getLong(i))) {
          occurrences.add(
              new DuplicateIds.Occurrence(ids.getLong(i), ids.getLong(i + Long.BYTES), shard));
        }
      }
    }
    return occurrences;
  }

  /**
   * The rejected lines of some shards with their numbers in the file; shards with duplicated ids
   * are read again for theirs.
   *
   * @param repeated occurrences of duplicated ids in these shards
   */
  List<RejectedLine> rejects(
      List<Shard> some,
      List<ShardIndex> indices,
      List<DuplicateIds.Occurrence> repeated,
      DuplicateIds verdict) {
    Set<Integer> again = new TreeSet<>();
    repeated.forEach(occurrence -> again.add(occurrence.shard()));
    var pool = new CampaignPool(campaign);
    Map<String, Long> linesBefore = new HashMap<>();
    var all = new ArrayList<RejectedLine>();
    int next = 0;
    for (Shard shard : some) {
      long before = linesBefore.getOrDefault(shard.key(), 0L);
      ShardIndex index = indices.get(next++);
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
