package io.labelloop.workflow.step;

import io.labelloop.pool.ItemId;
import io.labelloop.pool.PoolReader;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.ScoredItem;
import java.util.List;
import java.util.Set;

/**
 * Scores a shard with the last model and keeps its best candidates and a uniform draw. Memory is
 * bounded by what is kept, whatever the shard's size.
 */
public final class ScoreShard implements Step<ScoreShard.Input, Done> {
  private final Campaigns campaigns;

  public ScoreShard(Campaigns campaigns) {
    this.campaigns = campaigns;
  }

  /** A shard and the round that asks. */
  public record Input(String prefix, int round, int shard) {}

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Done execute(Input input) {
    Campaign campaign = campaigns.open(input.prefix());
    String key = campaign.keys().scores(input.round(), input.shard());
    if (!campaign.documents().has(key)) {
      campaign.documents().decideBytes(key, JsonCodec.lines(score(campaign, input)));
    }
    return Done.DONE;
  }

  private static List<ScoredItem> score(Campaign campaign, Input input) {
    int round = input.round();
    Set<ItemId> taken = campaign.taken(round);
    ItemScorer scorer = ItemScorer.of(campaign, round);

    var kept = new ShardCandidates(campaign, round, scorer.compiled());
    PoolReader.Screen screen = kept.canScreen() ? kept : PoolReader.Screen.NONE;
    new CampaignPool(campaign)
        .forEachItem(
            input.shard(),
            screen,
            item -> {
              if (!taken.contains(item.id())) {
                kept.add(scorer.score(item));
              }
            });
    return kept.toList();
  }
}
