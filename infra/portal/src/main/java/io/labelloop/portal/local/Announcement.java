package io.labelloop.portal.local;

import io.labelloop.portal.Role;
import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Tells on standard output where the portal is, and how its manager and its annotators come in. The
 * manager's link works once; whoever can start the portal can make another by starting it again.
 */
@Singleton
public class Announcement {
  private static final Duration MANAGER_LINK = Duration.ofHours(12);
  private static final Duration ANNOTATOR_LINK = Duration.ofDays(14);
  private static final int ANNOTATORS = 100;

  private final LocalPortals portals;
  private final String host;
  private final Optional<Long> parent;

  public Announcement(
      LocalPortals portals,
      @ConfigProperty(name = "quarkus.http.host", defaultValue = "127.0.0.1") String host,
      @ConfigProperty(name = "labelloop.portal.parent") Optional<Long> parent) {
    this.portals = portals;
    this.host = host;
    this.parent = parent;
  }

  void started(@ObservesAsync HttpServerStart server, HttpServer listening) {
    String shown = host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host;
    String address = "http://" + shown + ":" + listening.getPort() + "/";
    System.out.println("portal: " + address);
    System.out.println(
        "manager: "
            + address
            + "join#"
            + portals
                .portal()
                .signIn()
                .invite(Role.MANAGER, MANAGER_LINK, 1, "started here")
                .code());
    System.out.println(
        "invite: "
            + address
            + "join#"
            + portals
                .portal()
                .signIn()
                .invite(Role.ANNOTATOR, ANNOTATOR_LINK, ANNOTATORS, "printed at the start")
                .code());
    System.out.flush();
    parent
        .flatMap(ProcessHandle::of)
        .ifPresent(
            process -> {
              var unused = process.onExit().thenRun(() -> System.exit(0));
            });
  }
}
