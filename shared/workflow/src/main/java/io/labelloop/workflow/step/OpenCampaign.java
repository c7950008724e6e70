package io.labelloop.workflow.step;

import io.labelloop.campaign.CampaignId;
import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.CampaignSpecReader;
import io.labelloop.campaign.Finding;
import io.labelloop.campaign.PoolLocation;
import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.Claim;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.PoolPlan;
import io.labelloop.workflow.port.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a campaign file, claims the campaign for one execution, and plans the shards of its pool. A
 * second trigger for the same file is told that the campaign is taken.
 */
public final class OpenCampaign implements Step<OpenCampaign.Input, OpenCampaign.Output> {
  private static final int MOST_BYTES = 262_144;

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
   * @param executions what the names of the rounds' executions begin with; of this claim alone
   * @param shardsKey the JSON array that the Distributed Maps read
   */
  public record Output(
      String campaign,
      String prefix,
      String executions,
      String shardsKey,
      boolean claimed,
      int shards) {}

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Output execute(Input input) {
    DocumentStore documents = campaigns.documents();
    var keys = CampaignKeys.ofCampaignFile(input.key());
    Optional<Claim> earlier = documents.find(keys.claim(), Claim.class);
    if (earlier.isPresent() && !earlier.get().execution().equals(input.execution())) {
      return taken(earlier.get(), keys);
    }
    // everything that can be wrong with the input is said before the campaign is claimed, so that a
    // corrected upload is a first one
    byte[] file = campaignFile(documents, input.key());
    CampaignSpec spec =
        switch (campaigns.read(file, input.key())) {
          case CampaignSpecReader.Reading.Valid valid -> valid.spec();
          case CampaignSpecReader.Reading.Invalid invalid ->
              throw new InvalidCampaignException(input.key(), invalid.mistakes());
        };
    PoolPlan plan =
        documents.find(keys.poolPlan(), PoolPlan.class).orElseGet(() -> plan(spec, input.key()));
    String id = spec.name().orElseGet(() -> idOf(input.key())).value();
    Claim claim =
        documents.decide(
            keys.claim(),
            new Claim(Claim.VERSION, id, input.execution(), clock.instant()),
            Claim.class);
    if (!claim.execution().equals(input.execution())) {
      return taken(claim, keys);
    }
    documents.decideBytes(keys.spec(), file);
    PoolPlan decided = documents.decide(keys.poolPlan(), plan, PoolPlan.class);
    documents.decideBytes(
        keys.shards(),
        JsonCodec.document(
            decided.shards().stream().map(shard -> Map.of("index", shard.index())).toList()));
    return new Output(
        id,
        keys.prefix(),
        claim.executions(keys.prefix()),
        keys.shards(),
        true,
        decided.shards().size());
  }

  private static Output taken(Claim claim, CampaignKeys keys) {
    return new Output(
        claim.campaign(), keys.prefix(), claim.executions(keys.prefix()), keys.shards(), false, 0);
  }

  private byte[] campaignFile(DocumentStore documents, String key) {
    byte[] head;
    try (InputStream stream = documents.objects().open(key, 0, MOST_BYTES + 1L)) {
      head = stream.readAllBytes();
    } catch (IOException e) {
      throw new StoreException("cannot read '" + key + "'", e);
    }
    if (head.length > MOST_BYTES) {
      throw new InvalidCampaignException(
          key,
          List.of(
              new Finding(
                  "",
                  "a campaign file has at most " + MOST_BYTES + " bytes, but this one has more",
                  Optional.empty())));
    }
    return head;
  }

  private PoolPlan plan(CampaignSpec spec, String key) {
    return CampaignPool.plan(
        campaigns.documents().objects(),
        spec.pool(),
        PoolLocation.resolve(key, spec.pool().location()));
  }

  private static CampaignId idOf(String key) {
    String[] segments = key.split("/");
    String folder = segments.length > 1 ? segments[segments.length - 2] : "campaign";
    return CampaignId.fromFile(folder, segments[segments.length - 1]);
  }
}
