package io.labelloop.workflow.operation;

import io.labelloop.pool.Item;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.PoolRedaction;
import io.labelloop.pool.Shard;
import io.labelloop.workflow.step.Campaign;
import io.labelloop.workflow.step.CampaignPool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The files of a campaign's pool, in which one item's content is looked for. */
final class ForgottenPool {
  private final Campaign campaign;
  private final ItemId item;

  ForgottenPool(Campaign campaign, ItemId item) {
    this.campaign = campaign;
    this.item = item;
  }

  /** The keys of the files, each once, wherever they lie. */
  Set<String> keys() {
    Set<String> keys = new LinkedHashSet<>();
    campaign.poolPlan().shards().forEach(shard -> keys.add(shard.key()));
    return keys;
  }

  /** A file of a form out of which nothing can be taken, if there is one. */
  Optional<String> notRewritable() {
    return campaign.poolPlan().shards().stream()
        .map(Shard::key)
        .filter(key -> !PoolRedaction.takes(key))
        .findFirst();
  }

  /** The item's content; nothing if the pool does not have the item. */
  Optional<ItemContent> content() {
    var pool = new CampaignPool(campaign);
    var found = new ArrayList<Item>();
    for (int shard = 0; shard < pool.shards().size() && found.isEmpty(); shard++) {
      pool.forEachItem(
          shard,
          one -> {
            if (one.id().equals(item)) {
              found.add(one);
            }
          });
    }
    return found.stream().findFirst().map(Item::content);
  }

  /** A file without the item's content; nothing if it has none of it. */
  Optional<byte[]> without(String key) {
    try {
      return new PoolRedaction(
              CampaignPool.schema(campaign.spec().pool(), campaign.poolPlan()), item)
          .of(key, campaign.documents().getBytes(key));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + key, e);
    }
  }
}
