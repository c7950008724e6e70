package io.labelloop.portal.lambda;

import io.labelloop.portal.Role;
import io.labelloop.portal.Session;
import io.labelloop.portal.web.OtherSignIn;
import io.labelloop.portal.web.PortalCampaigns;
import io.labelloop.portal.web.SignInFilter;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Lets in whom the issuer vouched for. What they may do follows from the groups of their token
 * alone.
 */
final class OidcSignIn implements OtherSignIn {
  static final String SIGN_IN = "/sign-in";
  static final String SIGNED_IN = "/signed-in";
  static final String SIGNED_OUT = "/signed-out";

  /** How the portal is told apart from an invitation, where a session says who let somebody in. */
  private static final String BY = "oidc";

  private static final int MOST_ADMITTED = 10_000;

  private final PortalCampaigns campaigns;
  private final Logins logins;
  private final PortalSettings settings;
  private final Groups groups;
  // spares a read of what was noted before; another instance notes it again, which changes nothing
  private final Set<Map.Entry<String, String>> admitted = ConcurrentHashMap.newKeySet();

  OidcSignIn(PortalCampaigns campaigns, Logins logins, PortalSettings settings) {
    this.campaigns = campaigns;
    this.logins = logins;
    this.settings = settings;
    this.groups = new Groups(settings.groups());
  }

  @Override
  public Optional<Session> session(ContainerRequestContext request) {
    @Nullable String campaign = request.getUriInfo().getPathParameters().getFirst("campaign");
    if (campaign == null || !PortalCampaigns.isName(campaign)) {
      return Optional.empty();
    }
    Optional<Session> session =
        login(request)
            .flatMap(
                login ->
                    groups
                        .role(login.groups(), campaign)
                        .map(
                            role ->
                                new Session(
                                    campaign,
                                    login.person(),
                                    login.name(),
                                    role,
                                    BY,
                                    login.until())));
    session.ifPresent(this::admit);
    return session;
  }

  private void admit(Session session) {
    Map.Entry<String, String> who = Map.entry(session.campaign(), session.person().value());
    if (!admitted.contains(who)) {
      campaigns
          .find(session.campaign())
          .ifPresent(
              portal -> {
                portal.signIn().admit(session);
                if (admitted.size() < MOST_ADMITTED) {
                  admitted.add(who);
                }
              });
    }
  }

  /** Whom the issuer vouched for, if a request comes from somebody. */
  Optional<Login> login(ContainerRequestContext request) {
    @Nullable Cookie cookie = request.getCookies().get(SignInCookies.LOGIN);
    return Optional.ofNullable(cookie).flatMap(known -> logins.read(known.getValue()));
  }

  @Override
  public Response refusal(ContainerRequestContext request) {
    return login(request)
        .map(login -> NoticePage.outsider(login, groups))
        .orElseGet(() -> Response.seeOther(start(SignInFilter.path(request))).build());
  }

  @Override
  public URI start(String next) {
    return UriBuilder.fromPath(SIGN_IN).queryParam("next", "{next}").build(next);
  }

  @Override
  public String howToInvite(String campaign, Role role) {
    String group = groups.of(role);
    return "people are let in here by their groups, not by a link of the portal's: at the sign-in service ("
        + settings.issuer()
        + ") give the person an account and put it into the group "
        + group
        + "-"
        + campaign
        + ", or "
        + group
        + " for all campaigns (docs/operations/deploy.md, section 4); then send them "
        + settings.at("/c/" + campaign + (role == Role.MANAGER ? "/manage" : ""));
  }

  @Override
  public Set<String> open() {
    return Set.of(SIGN_IN, SIGNED_IN, SIGNED_OUT);
  }

  @Override
  public Response leave() {
    return Response.seeOther(URI.create(SIGNED_OUT))
        .cookie(SignInCookies.forgotten(SignInCookies.LOGIN))
        .build();
  }
}
