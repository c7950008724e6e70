package io.labelloop.workflow.step;

import io.labelloop.campaign.PoolLocation;
import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.PoolGrowth;
import io.labelloop.workflow.document.PoolPlan;
import java.util.Optional;

/**
 * Looks for new files of a growing pool before a round begins, and plans their shards. What it
 * found holds for the round, whatever comes later.
 */
public final class NoticeGrowth implements Step<RoundInput, NoticeGrowth.Output> {
  private final Campaigns campaigns;

  public NoticeGrowth(Campaigns campaigns) {
    this.campaigns = campaigns;
  }

  /**
   * Whether there are new files.
   *
   * @param shardsKey the JSON array of all shards, which Distributed Maps read
   * @param newShardsKey that of the new ones; the same where there is none
   */
  public record Output(boolean grown, String shardsKey, String newShardsKey) {}

  @Override
  public Class<RoundInput> inputType() {
    return RoundInput.class;
  }

  @Override
  public Output execute(RoundInput input) {
    Campaign campaign = campaigns.open(input.prefix());
    CampaignKeys keys = campaign.keys();
    int round = input.round();
    if (!campaign.spec().pool().growing()) {
      return new Output(false, keys.shards(), keys.shards());
    }
    PoolGrowth growth =
        campaign
            .documents()
            .decided(keys.growth(round), PoolGrowth.class, () -> notice(campaign, round));
    if (!growth.grown()) {
      String shards = campaign.pool().shardsKey(round);
      return new Output(false, shards, shards);
    }
    PoolPlan plan = growth.plan().orElseThrow();
    campaign.documents().decideBytes(keys.shards(round), CampaignPool.shardList(plan.shards()));
    campaign
        .documents()
        .decideBytes(
            keys.newShards(round),
            CampaignPool.shardList(
                plan.shards().subList(growth.firstNewShard(), plan.shards().size())));
    return new Output(true, keys.shards(round), keys.newShards(round));
  }

  private static PoolGrowth notice(Campaign campaign, int round) {
    PoolPlan before = campaign.pool().plan(round - 1);
    Optional<PoolPlan> grown =
        CampaignPool.grown(
            campaign.documents().objects(),
            campaign.spec().pool(),
            PoolLocation.resolve(campaign.keys().prefix(), campaign.spec().pool().location()),
            before);
    return new PoolGrowth(
        PoolGrowth.VERSION,
        round,
        grown.isPresent()
            ? round
            : campaign.pool().growth(round - 1).map(PoolGrowth::round).orElse(0),
        grown,
        grown.isPresent() ? before.shards().size() : 0);
  }
}
