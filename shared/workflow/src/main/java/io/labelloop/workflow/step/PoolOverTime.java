package io.labelloop.workflow.step;

import io.labelloop.campaign.CertificationStream;
import io.labelloop.pool.DuplicateIds;
import io.labelloop.pool.Item;
import io.labelloop.pool.ItemId;
import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.Duplicates;
import io.labelloop.workflow.document.PoolGrowth;
import io.labelloop.workflow.document.PoolPlan;
import io.labelloop.workflow.document.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A campaign's pool as it was in each round: what was there at the start, and what rounds have
 * noticed since. Without growth all rounds have the same.
 */
public final class PoolOverTime {
  private final CampaignKeys keys;
  private final DocumentStore documents;
  private final boolean growing;

  PoolOverTime(CampaignKeys keys, DocumentStore documents, boolean growing) {
    this.keys = keys;
    this.documents = documents;
    this.growing = growing;
  }

  /** The last round that has looked at the pool. */
  int now() {
    int round = 1;
    while (growing && documents.has(keys.growth(round + 1))) {
      round++;
    }
    return round;
  }

  /** The growth of the latest round up to one that had any; nothing for the pool of the start. */
  Optional<PoolGrowth> growth(int round) {
    for (int r = growing ? round : 1; r > 1; r--) {
      Optional<PoolGrowth> noticed = documents.find(keys.growth(r), PoolGrowth.class);
      if (noticed.isPresent()) {
        int latest = noticed.get().latest();
        return latest == r
            ? noticed
            : documents.find(keys.growth(latest), PoolGrowth.class).filter(PoolGrowth::grown);
      }
    }
    return Optional.empty();
  }

  /** The first round, and those that have taken something new in; none of a pool without growth. */
  public List<Integer> changes() {
    var rounds = new ArrayList<Integer>();
    for (int round = growing ? now() : 0; round > 0; round--) {
      if (round == 1 || documents.has(keys.streams(round))) {
        rounds.addFirst(round);
      }
    }
    return rounds;
  }

  /**
   * How many items the certification stream has in a round, labeled or not: drawn at the rate of
   * the start.
   */
  public int expectedCertification(int round) {
    return expectedCertification(streams(round).items());
  }

  /** The same once the pool has so many items. */
  int expectedCertification(long items) {
    Streams first = streams(1);
    return CertificationStream.grown(first.certification().size(), first.items(), items);
  }

  /** Columns and shards. */
  PoolPlan plan(int round) {
    return growth(round)
        .flatMap(PoolGrowth::plan)
        .orElseGet(() -> documents.get(keys.poolPlan(), PoolPlan.class));
  }

  /** The key of the array of shards that maps over the whole pool read. */
  String shardsKey(int round) {
    return growth(round).map(grown -> keys.shards(grown.round())).orElseGet(keys::shards);
  }

  /** Counts, and the certification stream. */
  public Streams streams(int round) {
    return documents.get(
        extended(round).map(keys::streams).orElseGet(keys::streams), Streams.class);
  }

  /** A uniform sample. */
  List<Item> sample(int round) {
    return documents.getLines(
        extended(round).map(keys::sample).orElseGet(keys::sample), Item.class);
  }

  /** Which lines are the items of ids that the pool has more than once. */
  DuplicateIds duplicates(int round) {
    return documents
        .get(extended(round).map(keys::duplicates).orElseGet(keys::duplicates), Duplicates.class)
        .toIds();
  }

  /** The certification items that are asked first in a round. */
  List<Item> newCertification(int round) {
    if (round == 1) {
      return documents.getLines(keys.certificationItems(), Item.class);
    }
    return growth(round).filter(grown -> grown.round() == round).isPresent()
        ? documents.getLines(keys.certificationItems(round), Item.class)
        : List.of();
  }

  /** The certification items of a round and of those before it. */
  Set<ItemId> certification(int round) {
    return Set.copyOf(streams(round).certification());
  }

  // growth that was noticed and whose streams are not extended yet does not count
  private Optional<Integer> extended(int round) {
    Optional<PoolGrowth> grown = growth(round);
    if (grown.isPresent() && !documents.has(keys.streams(grown.get().round()))) {
      return extended(grown.get().round() - 1);
    }
    return grown.map(PoolGrowth::round);
  }
}
