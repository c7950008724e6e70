package io.labelloop.portal.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Headers that keep every answer, static files too, from being used for anything else. */
@Singleton
public class SecurityHeaders {
  private static final int BEFORE_ALL = 1000;

  private final String policy;

  public SecurityHeaders(PortalCampaigns campaigns) {
    this.policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"
            + campaigns.pictureOrigin().map(origin -> " " + origin).orElse("")
            + "; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
  }

  void register(@Observes Filters filters) {
    filters.register(this::add, BEFORE_ALL);
  }

  private void add(RoutingContext request) {
    request.addHeadersEndHandler(
        unused -> {
          MultiMap headers = request.response().headers();
          headers.set("Content-Security-Policy", policy);
          headers.set("X-Content-Type-Options", "nosniff");
          // "no-referrer" would make browsers hide the origin of this site's own forms from it
          headers.set("Referrer-Policy", "same-origin");
          headers.set("Cross-Origin-Opener-Policy", "same-origin");
          headers.set("Cross-Origin-Resource-Policy", "same-origin");
          headers.set("X-Frame-Options", "DENY");
          headers.set(
              "Cache-Control",
              request.normalizedPath().startsWith("/portal/") ? "no-cache" : "no-store");
        });
    request.next();
  }
}
