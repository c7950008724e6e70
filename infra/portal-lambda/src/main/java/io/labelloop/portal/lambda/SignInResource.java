package io.labelloop.portal.lambda;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import io.labelloop.portal.PersonId;
import io.labelloop.portal.lambda.Attempts.Attempt;
import io.labelloop.portal.lambda.IdentityProvider.Outcome;
import io.labelloop.workflow.step.OccurrenceLog;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Signing in at the issuer, coming back, and signing out. */
@Path("/")
@Blocking
public class SignInResource {
  private static final OccurrenceLog LOG = new OccurrenceLog(System.out::println);
  private static final Pattern OWN_PATH = Pattern.compile("/([A-Za-z0-9_-][A-Za-z0-9/_-]{0,200})?");
  private static final int ID_CHARS = 40;
  private static final int MAX_NAME = 80;

  private final IdentityProvider provider;
  private final Attempts attempts;
  private final Logins logins;
  private final PortalSettings settings;
  private final Groups groups;
  private final InstantSource clock = InstantSource.system();

  SignInResource(
      IdentityProvider provider, Attempts attempts, Logins logins, PortalSettings settings) {
    this.provider = provider;
    this.attempts = attempts;
    this.logins = logins;
    this.settings = settings;
    this.groups = new Groups(settings.groups());
  }

  /**
   * Sends a browser to the issuer.
   *
   * @param next the path where the person goes on; another site's address is none
   */
  @GET
  @Path(OidcSignIn.SIGN_IN)
  public Response start(@QueryParam("next") @DefaultValue("/") String next) {
    Attempt attempt = attempts.begin(OWN_PATH.matcher(next).matches() ? next : "/");
    try {
      return Response.seeOther(provider.authentication(attempt, attempts))
          .cookie(SignInCookies.of(SignInCookies.ATTEMPT, attempts.cookie(attempt), Attempts.LIFE))
          .build();
    } catch (IdentityProvider.UnreachableException e) {
      return refused(SignInProblem.ISSUER_UNREACHABLE, "unreachable");
    }
  }

  /** Takes a browser that the issuer sends back. */
  @GET
  @Path(OidcSignIn.SIGNED_IN)
  public Response finish(
      @CookieParam(SignInCookies.ATTEMPT) @DefaultValue("") String cookie, @Context UriInfo uri) {
    Optional<Attempt> known = attempts.read(cookie);
    if (known.isEmpty()) {
      return refused(SignInProblem.ATTEMPT_UNKNOWN, "attempt-unknown");
    }
    Attempt attempt = known.get();
    AuthenticationResponse answer;
    try {
      answer = AuthenticationResponseParser.parse(provider.redirect(), uri.getQueryParameters());
    } catch (ParseException malformed) {
      return refused(SignInProblem.ATTEMPT_UNKNOWN, "answer-malformed");
    }
    if (!attempts.state(attempt).equals(answer.getState())) {
      return refused(SignInProblem.ATTEMPT_UNKNOWN, "state");
    }
    if (!provider.isFrom(answer.getIssuer())) {
      return refused(SignInProblem.TOKEN_REFUSED, "answer-issuer");
    }
    @Nullable AuthorizationCode code =
        answer.indicatesSuccess() ? answer.toSuccessResponse().getAuthorizationCode() : null;
    if (code == null) {
      return refused(SignInProblem.ISSUER_DECLINED, "declined");
    }
    return switch (provider.redeem(code, attempts.verifier(attempt), attempts.nonce(attempt))) {
      case Outcome.Proven proven -> welcome(proven.claims(), attempt.next());
      case Outcome.Refused refused -> refused(refused.problem(), refused.reason());
    };
  }

  private Response welcome(IDTokenClaimsSet claims, String next) {
    List<String> ours = groups.ours(List.copyOf(provider.groups(claims)));
    if (ours.isEmpty()) {
      return refused(SignInProblem.NO_GROUP, "no-group");
    }
    Instant until = clock.instant().plus(settings.session());
    String cookie = logins.cookie(new Login(person(claims), name(claims), ours, until));
    if (cookie.length() > Logins.MAX_CHARS) {
      return refused(SignInProblem.TOO_MANY_GROUPS, "too-many-groups");
    }
    LOG.write("sign-in", "ok", Map.of("person", person(claims).value()));
    return Response.seeOther(URI.create(next))
        .cookie(
            SignInCookies.of(SignInCookies.LOGIN, cookie, settings.session()),
            SignInCookies.forgotten(SignInCookies.ATTEMPT))
        .build();
  }

  private static Response refused(SignInProblem problem, String reason) {
    LOG.write("sign-in", "refused", Map.of("reason", reason));
    return Response.fromResponse(NoticePage.of(problem))
        .cookie(SignInCookies.forgotten(SignInCookies.ATTEMPT))
        .build();
  }

  /** The same for every token of a subject, whatever the issuer says of them besides. */
  private static PersonId person(IDTokenClaimsSet claims) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(
                  (claims.getIssuer() + "\n" + claims.getSubject())
                      .getBytes(StandardCharsets.UTF_8));
      return new PersonId("p-" + HexFormat.of().formatHex(digest).substring(0, ID_CHARS));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String name(IDTokenClaimsSet claims) {
    return Stream.of("name", "preferred_username", "email", "cognito:username")
        .map(claims::getStringClaim)
        .filter(value -> value != null && !value.isBlank())
        .findFirst()
        .map(value -> value.replaceAll("\\p{Cntrl}", " ").strip())
        .map(value -> value.length() > MAX_NAME ? value.substring(0, MAX_NAME) : value)
        .orElse("somebody");
  }

  /** Says that somebody is signed out here, and where they can be at the issuer too. */
  @GET
  @Path(OidcSignIn.SIGNED_OUT)
  public Response signedOut() {
    String advice = "What you answered is stored.";
    return provider
        .logout()
        .map(
            logout ->
                NoticePage.of(
                    200,
                    "You are signed out of the portal",
                    advice
                        + " The sign-in service may still know you: on a machine that others use,"
                        + " sign out there as well.",
                    new NoticePage.Link("Sign out there as well", ended(logout))))
        .orElseGet(
            () ->
                NoticePage.of(
                    200,
                    "You are signed out of the portal",
                    advice,
                    new NoticePage.Link("Sign in again", URI.create(OidcSignIn.SIGN_IN))));
  }

  /** OpenID Connect's name of the address to come back to, or Cognito's where it was configured. */
  private URI ended(URI logout) {
    return UriBuilder.fromUri(logout)
        .queryParam("client_id", "{client}")
        .queryParam(
            settings.logout().isPresent() ? "logout_uri" : "post_logout_redirect_uri", "{back}")
        .build(settings.client(), settings.at(OidcSignIn.SIGNED_OUT));
  }
}
