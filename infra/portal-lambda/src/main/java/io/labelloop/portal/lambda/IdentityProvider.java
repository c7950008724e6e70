package io.labelloop.portal.lambda;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import io.labelloop.portal.lambda.Attempts.Attempt;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The issuer of ID tokens, by the authorization code flow with PKCE. Nimbus' SDK speaks the
 * protocol and checks tokens: signature by a key that the issuer publishes, issuer, audience,
 * times, nonce. Only asymmetric algorithms are taken, so neither an unsigned token nor one that is
 * signed with a public key as if it were a secret can pass.
 *
 * <p>OpenID Connect Core 1.0, sections 3.1 and 3.1.3.7; RFC 7636 (PKCE); RFC 9207 (issuer in the
 * answer).
 */
final class IdentityProvider {
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Stream.of(JWSAlgorithm.Family.RSA.stream(), JWSAlgorithm.Family.EC.stream())
          .flatMap(family -> family)
          .collect(Collectors.toUnmodifiableSet());

  private static final int CONNECT_MILLIS = 3_000;
  private static final int READ_MILLIS = 5_000;
  private static final int MOST_BYTES = 256 * 1024;
  private static final int SKEW_SECONDS = 30;
  private static final Duration KNOWN = Duration.ofHours(1);

  private final PortalSettings settings;
  private final Secrets secrets;
  private final InstantSource clock;
  private final Issuer issuer;
  private final ClientID client;
  private volatile Optional<Metadata> metadata = Optional.empty();

  IdentityProvider(PortalSettings settings, Secrets secrets, InstantSource clock) {
    this.settings = settings;
    this.secrets = secrets;
    this.clock = clock;
    this.issuer = new Issuer(settings.issuer());
    this.client = new ClientID(settings.client());
  }

  private record Metadata(
      OIDCProviderMetadata published, JWKSource<SecurityContext> keys, Instant until) {}

  /** What became of a code. */
  sealed interface Outcome {
    /** The issuer vouches for somebody. */
    record Proven(IDTokenClaimsSet claims) implements Outcome {}

    /**
     * It does not, or cannot be believed.
     *
     * @param reason a few words for the log, which say nothing of what was sent
     */
    record Refused(SignInProblem problem, String reason) implements Outcome {}
  }

  /** Says that the issuer does not answer, or not as an issuer does. */
  static final class UnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreachableException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Where a browser goes to sign in.
   *
   * @throws UnreachableException if the issuer cannot be asked where that is
   */
  URI authentication(Attempt attempt, Attempts attempts) {
    return new AuthenticationRequest.Builder(
            new ResponseType(ResponseType.Value.CODE),
            Scope.parse(settings.scopes()),
            client,
            redirect())
        .endpointURI(metadata().published().getAuthorizationEndpointURI())
        .state(attempts.state(attempt))
        .nonce(attempts.nonce(attempt))
        .codeChallenge(attempts.verifier(attempt), CodeChallengeMethod.S256)
        .build()
        .toURI();
  }

  /** Where the issuer sends browsers back to. */
  URI redirect() {
    return settings.at("/signed-in");
  }

  /** Whether an answer that names its issuer names this one. */
  boolean isFrom(@Nullable Issuer named) {
    return named == null || named.equals(issuer);
  }

  /** Where the issuer ends its own session, if it says so. */
  Optional<URI> logout() {
    if (settings.logout().isPresent()) {
      return settings.logout();
    }
    try {
      return Optional.ofNullable(metadata().published().getEndSessionEndpointURI());
    } catch (UnreachableException unknown) {
      return Optional.empty();
    }
  }

  /** Asks the issuer whom a code stands for. */
  Outcome redeem(AuthorizationCode code, CodeVerifier verifier, Nonce nonce) {
    TokenResponse response;
    Metadata known;
    try {
      known = metadata();
      HTTPRequest request =
          tokenRequest(
                  known.published().getTokenEndpointURI(),
                  new AuthorizationCodeGrant(code, redirect(), verifier))
              .toHTTPRequest();
      request.setConnectTimeout(CONNECT_MILLIS);
      request.setReadTimeout(READ_MILLIS);
      request.setFollowRedirects(false);
      response = OIDCTokenResponseParser.parse(request.send());
    } catch (IOException | UnreachableException e) {
      return new Outcome.Refused(SignInProblem.ISSUER_UNREACHABLE, "unreachable");
    } catch (ParseException e) {
      return new Outcome.Refused(SignInProblem.TOKEN_REFUSED, "answer-malformed");
    }
    if (!(response instanceof OIDCTokenResponse tokens)) {
      return new Outcome.Refused(SignInProblem.CODE_REFUSED, "code-refused");
    }
    return checked(known, tokens.getOIDCTokens().getIDToken(), nonce);
  }

  private TokenRequest tokenRequest(URI endpoint, AuthorizationCodeGrant grant) {
    return settings
        .clientSecret()
        .map(
            id ->
                new TokenRequest.Builder(
                    endpoint, new ClientSecretBasic(client, new Secret(secrets.get(id))), grant))
        .orElseGet(() -> new TokenRequest.Builder(endpoint, client, grant))
        .build();
  }

  private Outcome checked(Metadata known, JWT token, Nonce nonce) {
    if (!(token instanceof SignedJWT signed)
        || !ALGORITHMS.contains(signed.getHeader().getAlgorithm())) {
      return new Outcome.Refused(SignInProblem.TOKEN_REFUSED, "algorithm");
    }
    var validator =
        new IDTokenValidator(
            issuer, client, new JWSVerificationKeySelector<>(ALGORITHMS, known.keys()), null);
    validator.setMaxClockSkew(SKEW_SECONDS);
    try {
      return new Outcome.Proven(validator.validate(signed, nonce));
    } catch (BadJWTException e) {
      return new Outcome.Refused(SignInProblem.TOKEN_REFUSED, claimOf(e));
    } catch (BadJOSEException e) {
      return new Outcome.Refused(SignInProblem.TOKEN_REFUSED, "signature");
    } catch (KeySourceException e) {
      return new Outcome.Refused(SignInProblem.ISSUER_UNREACHABLE, "keys-unreachable");
    } catch (JOSEException e) {
      return new Outcome.Refused(SignInProblem.TOKEN_REFUSED, "signature");
    }
  }

  /** Which claim is wrong: the library says it in words that may quote the token. */
  private static String claimOf(BadJWTException e) {
    String message = String.valueOf(e.getMessage());
    return Stream.of(
            "issuer", "audience", "authorized party", "nonce", "Expired", "issue time", "sub")
        .filter(message.split(":", 2)[0]::contains)
        .findFirst()
        .map(word -> "token-" + word.toLowerCase(java.util.Locale.ROOT).replace(' ', '-'))
        .orElse("token-claims");
  }

  private Metadata metadata() {
    Optional<Metadata> last = metadata;
    if (last.isPresent() && clock.instant().isBefore(last.get().until())) {
      return last.get();
    }
    try {
      OIDCProviderMetadata published =
          OIDCProviderMetadata.resolve(issuer, CONNECT_MILLIS, READ_MILLIS);
      var asked = new Metadata(published, keys(published), clock.instant().plus(KNOWN));
      metadata = Optional.of(asked);
      return asked;
    } catch (IOException | GeneralException e) {
      // what was published an hour ago is better than nothing
      return last.orElseThrow(
          () -> new UnreachableException("the issuer '" + issuer + "' cannot be reached", e));
    }
  }

  private static JWKSource<SecurityContext> keys(OIDCProviderMetadata published)
      throws MalformedURLException {
    return JWKSourceBuilder.<SecurityContext>create(
            published.getJWKSetURI().toURL(),
            new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, MOST_BYTES))
        .retrying(true)
        .build();
  }

  /** The groups of somebody: a list, or a single name. */
  Set<String> groups(IDTokenClaimsSet claims) {
    @Nullable Object claim = claims.getClaim(settings.groupsClaim());
    var groups = new LinkedHashSet<String>();
    if (claim instanceof Iterable<?> list) {
      list.forEach(group -> groups.add(String.valueOf(group)));
    } else if (claim != null) {
      groups.add(claim.toString());
    }
    return groups;
  }
}
