package io.labelloop.workflow.step;

import io.labelloop.pool.DuplicateIds;
import io.labelloop.pool.Item;
import io.labelloop.pool.PoolLine;
import io.labelloop.pool.RejectCounts;
import io.labelloop.pool.RejectedLine;
import io.labelloop.pool.Shard;
import io.labelloop.workflow.document.ShardIndex;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
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

  /**
   * What was found in some shards, in their order.
   *
   * @throws PoolProblemException naming each file that is of no kind that is read
   */
  List<ShardIndex> indices(List<Shard> some) {
    List<ShardIndex> indices =
        some.stream()
            .map(
                shard ->
                    campaign
                        .documents()
                        .get(campaign.keys().shardIndex(shard.index()), ShardIndex.class))
            .toList();
    List<String> unacceptable =
        indices.stream().flatMap(index -> index.unacceptable().stream()).distinct().toList();
    if (!unacceptable.isEmpty()) {
      throw new PoolProblemException("/pool/location: " + String.join("; ", unacceptable));
    }
    return indices;
  }

  /** The uniform samples of some shards, one after another. */
  Stream<Item> sampled(List<Shard> some) {
    return items(some, campaign.keys()::shardSample);
  }

  /** The candidates for the certification stream of some shards. */
  Stream<Item> certification(List<Shard> some) {
    return items(some, campaign.keys()::shardCertification);
  }

  private Stream<Item> items(List<Shard> some, IntFunction<String> key) {
    return some.stream()
        .flatMap(
            shard -> campaign.documents().getLines(key.apply(shard.index()), Item.class).stream());
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

  /** Every occurrence of the ids that occur more than once. Takes 8 bytes an item of the pool. */
  List<DuplicateIds.Occurrence> repeated() {
    long items = indices(shards).stream().mapToLong(ShardIndex::accepted).sum();
    LongBuffer all = LongBuffer.allocate(Math.toIntExact(items));
    for (Shard shard : shards) {
      LongBuffer ids = ids(shard);
      for (int i = 0; i < ids.limit(); i += 2) {
        all.put(ids.get(i));
      }
    }
    Set<Long> twice = new HashSet<>();
    long[] sorted = all.array();
    Arrays.sort(sorted);
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i] == sorted[i - 1]) {
        twice.add(sorted[i]);
      }
    }
    var occurrences = new ArrayList<DuplicateIds.Occurrence>();
    for (int shard = 0; shard < shards.size() && !twice.isEmpty(); shard++) {
      LongBuffer ids = ids(shards.get(shard));
      for (int i = 0; i < ids.limit(); i += 2) {
        if (twice.contains(ids.get(i))) {
          occurrences.add(new DuplicateIds.Occurrence(ids.get(i), ids.get(i + 1), shard));
        }
      }
    }
    return occurrences;
  }

  /** The pairs of hashes, of id and content, that {@link IndexShard} stored. */
  private LongBuffer ids(Shard shard) {
    return ByteBuffer.wrap(campaign.documents().getBytes(campaign.keys().shardIds(shard.index())))
        .asLongBuffer();
  }

  /**
   * The rejected lines of some shards.
   *
   * @param listed the first of each shard, with their numbers in the file
   * @param counts of all
   */
  record Rejects(List<RejectedLine> listed, RejectCounts counts) {}

  /**
   * The rejected lines of some shards. Those with duplicated ids are read again for theirs, and so
   * are those that release 0.1 read first and of which it did not count each line by its reason.
   *
   * @param repeated occurrences of duplicated ids in these shards
   */
  Rejects rejects(
      List<Shard> some,
      List<ShardIndex> indices,
      List<DuplicateIds.Occurrence> repeated,
      DuplicateIds verdict) {
    Set<Integer> again = new TreeSet<>();
    repeated.forEach(occurrence -> again.add(occurrence.shard()));
    Map<String, Long> linesBefore = new HashMap<>();
    var all = new ArrayList<RejectedLine>();
    var counter = new RejectCounts.Counter();
    int next = 0;
    for (Shard shard : some) {
      long before = linesBefore.getOrDefault(shard.key(), 0L);
      ShardIndex index = indices.get(next++);
      Optional<RejectCounts> known =
          again.contains(shard.index()) ? Optional.empty() : index.countsOfAll();
      var own =
          known
              .map(counts -> new Rejects(index.rejects(), counts))
              .orElseGet(() -> readAgain(shard, verdict));
      own.listed().forEach(line -> all.add(line.offsetBy(before)));
      counter.add(own.counts());
      linesBefore.merge(shard.key(), index.lines(), Long::sum);
    }
    return new Rejects(all, counter.counts());
  }

  private Rejects readAgain(Shard shard, DuplicateIds verdict) {
    var rejects = new ShardRejects();
    new CampaignPool(campaign)
        .read(
            shard.index(),
            verdict,
            line -> {
              if (line instanceof PoolLine.Rejected bad) {
                rejects.add(bad.line());
              }
            });
    return new Rejects(rejects.listed(), rejects.counts());
  }
}
