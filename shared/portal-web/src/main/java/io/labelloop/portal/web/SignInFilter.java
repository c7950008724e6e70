package io.labelloop.portal.web;

import io.labelloop.portal.Portal;
import io.labelloop.portal.Role;
import io.labelloop.portal.Session;
import io.labelloop.portal.SignIn;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request through if it comes from this site's own pages, and if whoever sends it may have
 * what it asks for. It stands before every resource; what is open to all is named here.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class SignInFilter implements ContainerRequestFilter {
  /** The cookie with the session's token. */
  public static final String COOKIE = "labelloop_session";

  private static final Set<String> SAFE = Set.of("GET", "HEAD");
  private static final Set<String> OPEN = Set.of("/", "/join", "/leave-session");

  private final PortalCampaigns campaigns;
  private final SignedIn signedIn;
  private final Optional<OtherSignIn> other;

  public SignInFilter(
      PortalCampaigns campaigns,
      SignedIn signedIn,
      jakarta.enterprise.inject.Instance<OtherSignIn> other) {
    this.campaigns = campaigns;
    this.signedIn = signedIn;
    this.other = other.isResolvable() ? Optional.of(other.get()) : Optional.empty();
  }

  @Override
  public void filter(ContainerRequestContext request) {
    String host = header(request, "Host");
    if (!campaigns.answersTo(host)) {
      request.abortWith(
          ProblemAnswers.answer(403, "forbidden", "this address is not the portal's own"));
      return;
    }
    if (!SAFE.contains(request.getMethod()) && !sameOrigin(request, host)) {
      request.abortWith(
          ProblemAnswers.answer(403, "cross-site", "the request came from another site"));
      return;
    }
    String path = path(request);
    Optional<Session> session = session(request).filter(s -> portal(s.campaign()).isPresent());
    session.ifPresent(s -> signedIn.set(s, portal(s.campaign()).orElseThrow()));
    if (!OPEN.contains(path) && other.map(way -> !way.open().contains(path)).orElse(true)) {
      refusal(request, path, session).ifPresent(request::abortWith);
    }
  }

  /** The path that a request asks for, with a slash at its beginning. */
  public static String path(ContainerRequestContext request) {
    return "/" + request.getUriInfo().getPath().replaceAll("^/+", "");
  }

  private Optional<Response> refusal(
      ContainerRequestContext request, String path, Optional<Session> session) {
    if (session.isEmpty()) {
      return Optional.of(
          path.startsWith("/api/")
              ? ProblemAnswers.answer(401, "signed-out", "sign in to go on")
              : other
                  .map(way -> way.refusal(request))
                  .orElseGet(() -> Response.seeOther(URI.create("/join")).build()));
    }
    String campaign = request.getUriInfo().getPathParameters().getFirst("campaign");
    if (campaign == null || !campaign.equals(session.get().campaign())) {
      return Optional.of(ProblemAnswers.answer(404, "not-found", "there is no such thing here"));
    }
    boolean managing = path.split("/").length > 3 && path.split("/")[3].equals("manage");
    return managing && session.get().role() != Role.MANAGER
        ? Optional.of(ProblemAnswers.answer(403, "forbidden", "this is for managers"))
        : Optional.empty();
  }

  private Optional<Session> session(ContainerRequestContext request) {
    if (other.isPresent()) {
      return other.get().session(request);
    }
    Cookie cookie = request.getCookies().get(COOKIE);
    if (cookie == null) {
      return Optional.empty();
    }
    return portal(SignIn.campaignOf(cookie.getValue()))
        .flatMap(portal -> portal.signIn().session(cookie.getValue()));
  }

  private Optional<Portal> portal(String campaign) {
    return PortalCampaigns.isName(campaign) ? campaigns.find(campaign) : Optional.empty();
  }

  /** Browsers name the origin of every request that may change something. */
  private boolean sameOrigin(ContainerRequestContext request, String host) {
    String origin = header(request, "Origin");
    int scheme = origin.indexOf("://");
    return campaigns
        .origin()
        .map(origin::equals)
        .orElse(scheme > 0 && origin.substring(scheme + 3).equals(host));
  }

  private static String header(ContainerRequestContext request, String name) {
    @Nullable String value = request.getHeaderString(name);
    return value == null ? "" : value;
  }
}
