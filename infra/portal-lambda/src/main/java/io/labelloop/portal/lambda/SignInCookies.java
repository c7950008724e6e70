package io.labelloop.portal.lambda;

import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;

/**
 * Cookies of the sign-in. The prefix of their names makes browsers refuse them unless they are
 * {@code Secure}, for this host alone and all of its paths. {@code SameSite=Lax}, since the issuer
 * sends people back from another site; requests that change something are held to the site's own
 * origin besides.
 */
final class SignInCookies {
  static final String LOGIN = "__Host-labelloop_session";
  static final String ATTEMPT = "__Host-labelloop_attempt";

  private SignInCookies() {}

  static NewCookie of(String name, String value, Duration life) {
    return new NewCookie.Builder(name)
        .value(value)
        .path("/")
        .httpOnly(true)
        .secure(true)
        .sameSite(NewCookie.SameSite.LAX)
        .maxAge((int) life.toSeconds())
        .build();
  }

  /** A cookie that ends the one of its name. */
  static NewCookie forgotten(String name) {
    return of(name, "", Duration.ZERO);
  }
}
