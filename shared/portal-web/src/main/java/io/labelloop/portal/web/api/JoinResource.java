package io.labelloop.portal.web.api;

import io.labelloop.portal.Role;
import io.labelloop.portal.Session;
import io.labelloop.portal.SignIn;
import io.labelloop.portal.SignIn.Joined;
import io.labelloop.portal.web.OtherSignIn;
import io.labelloop.portal.web.PortalCampaigns;
import io.labelloop.portal.web.PortalProblem;
import io.labelloop.portal.web.SignInFilter;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;

/** Signing in by an invitation's code. */
@Path("/join")
public class JoinResource {
  private final PortalCampaigns campaigns;
  private final Instance<OtherSignIn> other;

  public JoinResource(PortalCampaigns campaigns, Instance<OtherSignIn> other) {
    this.campaigns = campaigns;
    this.other = other;
  }

  /** Who has joined, and where they go on. */
  public record Welcome(String campaign, Role role, String name, String next) {}

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response join(
      @FormParam("code") @DefaultValue("") String code,
      @FormParam("name") @DefaultValue("") String name,
      @FormParam("returning") @DefaultValue("false") boolean returning,
      @Context HttpHeaders headers,
      @Context UriInfo uri) {
    if (other.isResolvable()) {
      throw PortalProblem.notFound();
    }
    boolean json =
        headers.getAcceptableMediaTypes().stream()
            .anyMatch(
                type ->
                    type.isCompatible(MediaType.APPLICATION_JSON_TYPE) && !type.isWildcardType());
    String campaign = SignIn.campaignOf(code.substring(code.lastIndexOf('#') + 1));
    Joined joined =
        PortalCampaigns.isName(campaign)
            ? campaigns
                .find(campaign)
                .map(
                    portal ->
                        portal
                            .signIn()
                            .join(code.substring(code.lastIndexOf('#') + 1), name, returning))
                .orElse(new Joined.Refused(SignIn.Problem.CODE_UNKNOWN))
            : new Joined.Refused(SignIn.Problem.CODE_UNKNOWN);
    return switch (joined) {
      case Joined.Refused refused -> refused(refused.problem(), json);
      case Joined.In in -> welcome(in, json, "https".equals(uri.getRequestUri().getScheme()));
    };
  }

  private static Response refused(SignIn.Problem problem, boolean json) {
    if (json) {
      throw new PortalProblem(
          problem == SignIn.Problem.NAME_TAKEN ? 409 : 400, problem.label(), problem.message());
    }
    return Response.seeOther(URI.create("/join?problem=" + problem.label())).build();
  }

  private static Response welcome(Joined.In in, boolean json, boolean secure) {
    Session session = in.session();
    String next = "/c/" + session.campaign() + (session.role() == Role.MANAGER ? "/manage" : "");
    NewCookie cookie = cookie(in.token(), secure, NewCookie.DEFAULT_MAX_AGE);
    return json
        ? Response.ok(
                new Welcome(session.campaign(), session.role(), session.name(), next),
                MediaType.APPLICATION_JSON_TYPE)
            .cookie(cookie)
            .build()
        : Response.seeOther(URI.create(next)).cookie(cookie).build();
  }

  static NewCookie cookie(String value, boolean secure, int maxAge) {
    return new NewCookie.Builder(SignInFilter.COOKIE)
        .value(value)
        .path("/")
        .httpOnly(true)
        .secure(secure)
        .sameSite(NewCookie.SameSite.STRICT)
        .maxAge(maxAge)
        .build();
  }
}
