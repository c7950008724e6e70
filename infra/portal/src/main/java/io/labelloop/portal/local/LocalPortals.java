package io.labelloop.portal.local;

import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.CampaignSpecReader;
import io.labelloop.local.LocalPortalSecret;
import io.labelloop.local.LocalRegistries;
import io.labelloop.local.LocalWorkspace;
import io.labelloop.portal.Portal;
import io.labelloop.portal.PortalSecret;
import io.labelloop.portal.web.PortalCampaigns;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.PoolPlan;
import io.labelloop.workflow.port.ObjectStore;
import io.labelloop.workflow.port.WorkflowCallback;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The campaign of a workspace. Its tokens are answered by the process that runs the campaign, which
 * looks into the same store.
 */
@Singleton
public class LocalPortals implements PortalCampaigns {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final LocalWorkspace workspace;
  private final PortalSecret secret;
  private final InstantSource clock;
  private final boolean loopbackOnly;
  private volatile Optional<Portal> complete = Optional.empty();

  public LocalPortals(
      @ConfigProperty(name = "labelloop.workspace") String directory,
      @ConfigProperty(name = "quarkus.http.host", defaultValue = "127.0.0.1") String host,
      @ConfigProperty(name = "labelloop.portal.clock") Optional<String> clockFile) {
    Path root = Path.of(directory);
    this.workspace =
        LocalWorkspace.open(root)
            .orElseThrow(
                () -> new IllegalArgumentException("'" + root + "' is no workspace of a campaign"));
    this.secret = LocalPortalSecret.of(root);
    this.clock =
        clockFile
            .<InstantSource>map(file -> new ShiftedClock(Path.of(file)))
            .orElseGet(InstantSource::system);
    this.loopbackOnly = LOOPBACK.contains(host);
  }

  @Override
  public Optional<Portal> find(String campaign) {
    return campaign.equals(workspace.campaign()) ? Optional.of(portal()) : Optional.empty();
  }

  /** The portal of the workspace's campaign. */
  Portal portal() {
    if (complete.isPresent()) {
      return complete.get();
    }
    ObjectStore objects = workspace.objects();
    Optional<ObjectStore.StoredObject> claimed = objects.get(workspace.keys().spec());
    Optional<PoolPlan> plan =
        objects
            .get(workspace.keys().poolPlan())
            .map(object -> JsonCodec.read(object.content(), PoolPlan.class));
    byte[] file = claimed.or(() -> objects.get(workspace.campaignKey())).orElseThrow().content();
    var portal =
        new Portal(
            objects,
            workspace.keys().prefix(),
            spec(file),
            plan.map(PoolPlan::columns).orElse(List.of()),
            secret,
            clock,
            new NobodyWaits());
    if (claimed.isPresent() && plan.isPresent()) {
      complete = Optional.of(portal);
    }
    return portal;
  }

  private CampaignSpec spec(byte[] file) {
    return switch (new CampaignSpecReader(LocalRegistries.KNOWN_NAMES)
        .read(file, workspace.campaignKey())) {
      case CampaignSpecReader.Reading.Valid valid -> valid.spec();
      case CampaignSpecReader.Reading.Invalid invalid ->
          throw new IllegalStateException("the workspace's campaign file has mistakes: " + invalid);
    };
  }

  /** On loopback, other names than the machine's own are another site's trick. */
  @Override
  public boolean answersTo(String host) {
    int port = host.lastIndexOf(':');
    String name = port > host.lastIndexOf(']') ? host.substring(0, port) : host;
    return !loopbackOnly || LOOPBACK.contains(name);
  }

  private static final class NobodyWaits implements WorkflowCallback {
    @Override
    public void succeed(String taskToken, String output) {
      // the process that waits finds the end in the store
    }

    @Override
    public void fail(String taskToken, String error, String cause) {
      // as above
    }

    @Override
    public void heartbeat(String taskToken) {
      // as above
    }
  }
}
