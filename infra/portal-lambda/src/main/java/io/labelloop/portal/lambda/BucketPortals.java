package io.labelloop.portal.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.CampaignSpecReader;
import io.labelloop.campaign.KnownNames;
import io.labelloop.campaign.WorkforceType;
import io.labelloop.portal.Portal;
import io.labelloop.portal.PortalSecret;
import io.labelloop.portal.web.PortalCampaigns;
import io.labelloop.query.QueryStrategies;
import io.labelloop.query.SeedSets;
import io.labelloop.query.SequenceStrategies;
import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.PoolPlan;
import io.labelloop.workflow.port.ObjectStore;
import io.labelloop.workflow.port.WorkflowCallback;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The campaigns of the data bucket whose annotators are the portal's people. */
final class BucketPortals implements PortalCampaigns {
  /** What a claimed campaign says never changes, but its folder may be emptied and used again. */
  private static final Duration KNOWN = Duration.ofMinutes(5);

  private final ObjectStore objects;
  private final Supplier<PortalSecret> secret;
  private final InstantSource clock;
  private final WorkflowCallback callback;
  private final PortalSettings settings;
  private final Map<String, Opened> opened = new ConcurrentHashMap<>();

  /**
   * @param secret is asked for when a campaign is first looked for
   */
  BucketPortals(
      ObjectStore objects,
      Supplier<PortalSecret> secret,
      InstantSource clock,
      WorkflowCallback callback,
      PortalSettings settings) {
    this.objects = objects;
    this.secret = secret;
    this.clock = clock;
    this.callback = callback;
    this.settings = settings;
  }

  private record Opened(Portal portal, Instant until) {}

  @Override
  public Optional<Portal> find(String campaign) {
    Optional<Opened> known =
        Optional.ofNullable(opened.get(campaign))
            .filter(entry -> clock.instant().isBefore(entry.until()));
    if (known.isPresent()) {
      return known.map(Opened::portal);
    }
    Optional<Portal> portal = open(campaign);
    portal.ifPresentOrElse(
        found -> opened.put(campaign, new Opened(found, clock.instant().plus(KNOWN))),
        () -> opened.remove(campaign));
    return portal;
  }

  private Optional<Portal> open(String campaign) {
    var keys = new CampaignKeys("campaigns/" + campaign + "/");
    Optional<CampaignSpec> spec =
        objects
            .get(keys.spec())
            .flatMap(file -> read(file.content(), keys.spec()))
            .filter(read -> read.workforce().type() == WorkforceType.PORTAL);
    return spec.flatMap(found -> objects.get(keys.poolPlan()))
        .map(plan -> JsonCodec.read(plan.content(), PoolPlan.class))
        .map(
            plan ->
                new Portal(
                    objects,
                    keys.prefix(),
                    spec.orElseThrow(),
                    plan.columns(),
                    secret.get(),
                    clock,
                    callback));
  }

  private static Optional<CampaignSpec> read(byte[] file, String key) {
    List<String> trainers = trainers(file);
    var names =
        new KnownNames(
            QueryStrategies.names(),
            SeedSets.names(),
            trainers,
            SequenceStrategies.names(),
            trainers);
    return switch (new CampaignSpecReader(names).read(file, key)) {
      case CampaignSpecReader.Reading.Valid valid -> Optional.of(valid.spec());
      case CampaignSpecReader.Reading.Invalid invalid -> Optional.empty();
    };
  }

  /**
   * The trainer that a campaign names: it was known when the campaign was opened, and means nothing
   * to people, so the machine learning that knows them all is no part of this function.
   */
  private static List<String> trainers(byte[] file) {
    return List.of(
        JsonCodec.read(file, JsonNode.class).at("/model/trainer").asText("no trainer named"));
  }

  @Override
  public boolean answersTo(String host) {
    return host.equals(authority(settings.address()))
        || settings.host().map(host::equals).orElse(false);
  }

  private static String authority(URI address) {
    return address.getRawAuthority();
  }

  @Override
  public Optional<String> origin() {
    return Optional.of(settings.origin());
  }
}
