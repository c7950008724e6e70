package io.labelloop.portal.lambda;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@link PortalSettings}, and says everything that is wrong with them at once. */
final class SettingsReader {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Duration LONGEST = Duration.ofHours(24);

  private final Map<String, String> environment;
  private final List<String> mistakes = new ArrayList<>();

  private SettingsReader(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Reads the settings.
   *
   * @throws IllegalStateException with every mistake
   */
  static PortalSettings read(Map<String, String> environment) {
    var reader = new SettingsReader(environment);
    PortalSettings settings = reader.settings();
    if (!reader.mistakes.isEmpty()) {
      throw new IllegalStateException(
          "the portal does not start: " + String.join("; ", reader.mistakes));
    }
    return settings;
  }

  private PortalSettings settings() {
    return new PortalSettings(
        required("LABELLOOP_BUCKET"),
        address("LABELLOOP_PORTAL_ADDRESS", required("LABELLOOP_PORTAL_ADDRESS"), false),
        optional("LABELLOOP_PORTAL_HOST"),
        required("LABELLOOP_PORTAL_SECRET"),
        address("LABELLOOP_OIDC_ISSUER", required("LABELLOOP_OIDC_ISSUER"), true).toString(),
        required("LABELLOOP_OIDC_CLIENT"),
        optional("LABELLOOP_OIDC_CLIENT_SECRET"),
        optional("LABELLOOP_OIDC_SCOPES").orElse("openid profile email"),
        optional("LABELLOOP_OIDC_GROUPS_CLAIM").orElse("groups"),
        optional("LABELLOOP_PORTAL_GROUPS").orElse("labelloop"),
        optional("LABELLOOP_OIDC_LOGOUT").map(url -> address("LABELLOOP_OIDC_LOGOUT", url, true)),
        minutes("LABELLOOP_PORTAL_SESSION_MINUTES"));
  }

  private Optional<String> optional(String name) {
    @Nullable String value = environment.get(name);
    return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
  }

  private String required(String name) {
    return optional(name)
        .orElseGet(
            () -> {
              mistakes.add(name + " is missing");
              return "";
            });
  }

  /** Everything is encrypted, but for a machine that talks with itself. */
  private URI address(String name, String text, boolean path) {
    try {
      URI uri = URI.create(text);
      @Nullable String host = uri.getHost();
      boolean secure = "https".equals(uri.getScheme());
      boolean itself = "http".equals(uri.getScheme()) && host != null && LOOPBACK.contains(host);
      @Nullable String rest = uri.getRawPath();
      if (host != null
          && (secure || itself)
          && (path || rest == null || rest.isEmpty())
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null) {
        return uri;
      }
    } catch (IllegalArgumentException notAnAddress) {
      // said below
    }
    if (!text.isEmpty()) {
      mistakes.add(
          name
              + " must be an https address without a query"
              + (path ? "" : " and without a path")
              + ", but was '"
              + text
              + "'");
    }
    return URI.create("https://wrong.invalid");
  }

  private Duration minutes(String name) {
    String text = optional(name).orElse("480");
    try {
      Duration duration = Duration.ofMinutes(Long.parseLong(text));
      if (duration.isPositive() && duration.compareTo(LONGEST) <= 0) {
        return duration;
      }
    } catch (NumberFormatException | DateTimeException | ArithmeticException notANumber) {
      // said below
    }
    mistakes.add(
        name
            + " must be a number of minutes from 1 to "
            + LONGEST.toMinutes()
            + ", but was '"
            + text
            + "'");
    return LONGEST;
  }
}
