package io.labelloop.portal.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Headers that keep every answer, static files too, from being used for anything else. */
@Singleton
public class SecurityHeaders {
  static final String POLICY = "Content-Security-Policy";
  private static final String CACHE = "Cache-Control";
  private static final String CURRENT = "labelloop.current";
  private static final int BEFORE_ALL = 1000;

  /**
   * What a page may load: from this site alone, and pictures from some more hosts by HTTPS.
   *
   * @param pictureHosts as {@link io.labelloop.portal.Pictures#hosts} has them
   */
  static String policy(List<String> pictureHosts) {
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"
        + pictureHosts.stream().map(host -> " https://" + host).collect(Collectors.joining())
        + "; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
  }

  void register(@Observes Filters filters) {
    filters.register(this::add, BEFORE_ALL);
  }

  private void add(RoutingContext request) {
    Optional<StaticFiles.Requested> file = StaticFiles.find(request.normalizedPath());
    if (file.isPresent()) {
      request.put(CURRENT, file.get().current());
      request.reroute(file.get().path());
      return;
    }
    boolean immutable = Boolean.TRUE.equals(request.<Boolean>get(CURRENT));
    request.addHeadersEndHandler(
        unused -> {
          MultiMap headers = request.response().headers();
          if (!headers.contains(POLICY)) {
            headers.set(POLICY, policy(List.of()));
          }
          headers.set("X-Content-Type-Options", "nosniff");
          // "no-referrer" would make browsers hide the origin of this site's own forms from it
          headers.set("Referrer-Policy", "same-origin");
          headers.set("Cross-Origin-Opener-Policy", "same-origin");
          headers.set("Cross-Origin-Resource-Policy", "same-origin");
          headers.set("X-Frame-Options", "DENY");
          boolean found = request.response().getStatusCode() == 200;
          if (immutable && found) {
            headers.set(CACHE, "public, max-age=31536000, immutable");
          } else if (!String.valueOf(headers.get(CACHE)).startsWith("private")) {
            headers.set(CACHE, "no-store");
          }
        });
    request.next();
  }
}
