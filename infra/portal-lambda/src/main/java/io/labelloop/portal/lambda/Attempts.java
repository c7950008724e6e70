package io.labelloop.portal.lambda;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import io.labelloop.portal.PortalSecret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Attempts to sign in, each kept by the browser that makes it. State, nonce and code verifier
 * follow from the attempt's random handle and the portal's secret, so the cookie tells none of
 * them, and any instance can go on with what another began.
 */
final class Attempts {
  /** How long a person may take at the issuer. */
  static final Duration LIFE = Duration.ofMinutes(15);

  private static final int HANDLE_BYTES = 24;
  private static final int MAX_CHARS = 2048;

  private final Supplier<PortalSecret> secret;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  Attempts(Supplier<PortalSecret> secret, InstantSource clock) {
    this.secret = secret;
    this.clock = clock;
  }

  /**
   * One attempt.
   *
   * @param next the path where the person goes on
   */
  record Attempt(String handle, String next, Instant until) {}

  Attempt begin(String next) {
    byte[] handle = new byte[HANDLE_BYTES];
    random.nextBytes(handle);
    return new Attempt(
        Base64.getUrlEncoder().withoutPadding().encodeToString(handle),
        next,
        clock.instant().plus(LIFE));
  }

  /** An attempt as the value of a cookie. */
  String cookie(Attempt attempt) {
    String next =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(attempt.next().getBytes(StandardCharsets.UTF_8));
    String until = String.valueOf(attempt.until().getEpochSecond());
    return String.join(
        ".",
        attempt.handle(),
        next,
        until,
        secret.get().sign("sign-in attempt", attempt.handle(), next, until));
  }

  /** The attempt of a cookie, or nothing if it is none of ours or its time is over. */
  Optional<Attempt> read(String cookie) {
    String[] parts = cookie.split("\\.", -1);
    if (cookie.length() > MAX_CHARS
        || parts.length != 4
        || !secret.get().verify(parts[3], "sign-in attempt", parts[0], parts[1], parts[2])) {
      return Optional.empty();
    }
    return Optional.of(
            new Attempt(
                parts[0],
                new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8),
                Instant.ofEpochSecond(Long.parseLong(parts[2]))))
        .filter(attempt -> clock.instant().isBefore(attempt.until()));
  }

  /** What comes back with the answer, so that it is known to be this attempt's. */
  State state(Attempt attempt) {
    return new State(secret.get().sign("state", attempt.handle()));
  }

  /** What the ID token has to repeat. */
  Nonce nonce(Attempt attempt) {
    return new Nonce(secret.get().sign("nonce", attempt.handle()));
  }

  /** What proves to the issuer that the code is asked for by whoever began: 64 characters. */
  CodeVerifier verifier(Attempt attempt) {
    return new CodeVerifier(
        secret.get().sign("verifier 1", attempt.handle())
            + secret.get().sign("verifier 2", attempt.handle()));
  }
}
