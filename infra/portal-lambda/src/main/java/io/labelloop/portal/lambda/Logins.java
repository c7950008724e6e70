package io.labelloop.portal.lambda;

import io.labelloop.portal.PersonId;
import io.labelloop.portal.PortalSecret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Logins as signed cookies. */
final class Logins {
  /** Browsers keep no cookie of more than 4096 bytes. */
  static final int MAX_CHARS = 3800;

  private final Supplier<PortalSecret> secret;
  private final InstantSource clock;

  Logins(Supplier<PortalSecret> secret, InstantSource clock) {
    this.secret = secret;
    this.clock = clock;
  }

  /** A login as the value of a cookie. */
  String cookie(Login login) {
    String[] fields = {
      login.person().value(),
      encoded(login.name()),
      encoded(String.join("\n", login.groups())),
      String.valueOf(login.until().getEpochSecond())
    };
    return String.join(".", fields) + "." + secret.get().sign("login", fields);
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The login of a cookie, or nothing if it is none of ours or its time is over. */
  Optional<Login> read(String cookie) {
    String[] parts = cookie.split("\\.", -1);
    if (cookie.length() > MAX_CHARS
        || parts.length != 5
        || !secret.get().verify(parts[4], "login", parts[0], parts[1], parts[2], parts[3])) {
      return Optional.empty();
    }
    List<String> groups =
        Stream.of(decoded(parts[2]).split("\n", -1)).filter(group -> !group.isEmpty()).toList();
    return Optional.of(
            new Login(
                new PersonId(parts[0]),
                decoded(parts[1]),
                groups,
                Instant.ofEpochSecond(Long.parseLong(parts[3]))))
        .filter(login -> clock.instant().isBefore(login.until()));
  }

  private static String decoded(String text) {
    return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
  }
}
