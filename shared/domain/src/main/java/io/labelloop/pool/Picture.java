package io.labelloop.pool;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * A picture that people see of an item.
 *
 * @param location the address of a picture on the web, which only browsers fetch, or its key below
 *     the pool's folder; at most {@value #MAX_LOCATION} characters
 * @param alt what it shows, in words, for people who do not see it
 */
public record Picture(String location, Optional<String> alt) {
  /** The longest location, in UTF-16 units. */
  public static final int MAX_LOCATION = 1000;

  private static final String WEB = "https://";

  public Picture {
    if (location.length() > MAX_LOCATION || !(onTheWeb(location) || isKey(location))) {
      throw new IllegalArgumentException(
          "a picture must be an https address, or a key of /-separated names, none of them empty, '.' or '..', of at"
              + " most "
              + MAX_LOCATION
              + " characters, but was '"
              + (location.length() > 80 ? location.substring(0, 80) + "..." : location)
              + "'");
    }
  }

  private static boolean onTheWeb(String location) {
    if (!location.startsWith(WEB)) {
      return false;
    }
    try {
      URI uri = new URI(location);
      return uri.getHost() != null && uri.getRawUserInfo() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean isKey(String location) {
    for (String name : location.split("/", -1)) {
      if (name.isEmpty() || name.equals(".") || name.equals("..")) {
        return false;
      }
    }
    return location.chars().noneMatch(c -> Character.isISOControl(c) || c == '\\');
  }

  /** The host, in lower case and with its port if it has one, of a picture on the web. */
  public Optional<String> host() {
    if (!location.startsWith(WEB)) {
      return Optional.empty();
    }
    URI uri = URI.create(location);
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    return Optional.of(uri.getPort() < 0 ? host : host + ":" + uri.getPort());
  }
}
