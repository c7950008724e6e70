package io.labelloop.workflow.step;

import io.labelloop.campaign.CampaignId;
import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.CampaignSpecReader;
import io.labelloop.campaign.PoolLocation;
import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.Claim;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.PoolPlan;
import java.time.InstantSource;
import java.util.Map;

/**
 * Reads a campaign file, claims the campaign for one execution, and plans the shards of its pool. A
 * second trigger for the same file is told that the campaign is taken.
 */
public final class OpenCampaign implements Step<OpenCampaign.Input, OpenCampaign.Output> {
  private final Campaigns campaigns;
  private final InstantSource clock;

  public OpenCampaign(Campaigns campaigns, InstantSource clock) {
    this.campaigns = campaigns;
    this.clock = clock;
  }

  /**
   * @param key of {@code campaign.json}
   * @param execution the name of the workflow execution that asks
   */
  public record Input(String key, String execution) {}

  /**
   * @param claimed whether this execution runs the campaign
   * @param shardsKey the JSON array that the Distributed Maps read
   */
  public record Output(
      String campaign, String prefix, String shardsKey, boolean claimed, int shards) {}

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Output execute(Input input) {
    DocumentStore documents = campaigns.documents();
    var keys = CampaignKeys.ofCampaignFile(input.key());
    byte[] file = documents.getBytes(input.key());
    CampaignSpec spec =
        switch (campaigns.read(file, input.key())) {
          case CampaignSpecReader.Reading.Valid valid -> valid.spec();
          case CampaignSpecReader.Reading.Invalid invalid ->
              throw new InvalidCampaignException(input.key(), invalid.mistakes());
        };
    String id = spec.name().orElseGet(() -> idOf(input.key())).value();
    Claim claim =
        documents.decide(
            keys.claim(),
            new Claim(Claim.VERSION, id, input.execution(), clock.instant()),
            Claim.class);
    if (!claim.execution().equals(input.execution())) {
      return new Output(claim.campaign(), keys.prefix(), keys.shards(), false, 0);
    }
    documents.decideBytes(keys.spec(), file);
    PoolPlan plan =
        documents
            .find(keys.poolPlan(), PoolPlan.class)
            .orElseGet(
                () ->
                    documents.decide(
                        keys.poolPlan(),
                        CampaignPool.plan(
                            documents.objects(),
                            spec.pool(),
                            PoolLocation.resolve(input.key(), spec.pool().location())),
                        PoolPlan.class));
    documents.decideBytes(
        keys.shards(),
        JsonCodec.document(
            plan.shards().stream().map(shard -> Map.of("index", shard.index())).toList()));
    return new Output(id, keys.prefix(), keys.shards(), true, plan.shards().size());
  }

  private static CampaignId idOf(String key) {
    String[] segments = key.split("/");
    String folder = segments.length > 1 ? segments[segments.length - 2] : "campaign";
    return CampaignId.fromFile(folder, segments[segments.length - 1]);
  }
}
