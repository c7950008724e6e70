package io.labelloop.pool;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * Where a pool's records name the pictures that people see.
 *
 * @param location the column with an address or a key
 * @param alt the column with what a picture shows, in words
 * @param hosts where addresses may point to
 * @param noKeys why no key can be looked for, and what to change; nothing where keys lie in the
 *     pool's folder
 */
public record PictureColumns(
    String location, Optional<String> alt, List<String> hosts, Optional<String> noKeys) {
  public PictureColumns {
    hosts = List.copyOf(hosts);
  }

  /** The picture of a record; anything else than a picture that can be shown is a bad field. */
  Picture read(JsonNode fields, int maxTextLength) {
    String value = PoolFields.text(fields, location, Picture.MAX_LOCATION);
    Optional<String> words =
        alt.filter(column -> !fields.path(column).asText("").isBlank())
            .map(column -> PoolFields.text(fields, column, maxTextLength));
    Picture picture;
    try {
      picture = new Picture(value, words);
    } catch (IllegalArgumentException e) {
      throw bad(String.valueOf(e.getMessage()));
    }
    Optional<String> objection = objection(picture);
    if (objection.isPresent()) {
      throw bad(objection.get());
    }
    return picture;
  }

  /** Why a picture cannot be shown where it lies; nothing if it can. */
  public Optional<String> objection(Picture picture) {
    Optional<String> host = picture.host();
    if (host.isPresent() && !hosts.contains(host.get())) {
      return Optional.of(
          "'" + host.get() + "' is none of the hosts in /pool/image/hosts: " + shown(hosts));
    }
    return host.isEmpty() ? noKeys : Optional.empty();
  }

  private BadFieldException bad(String message) {
    return new BadFieldException(
        RejectReason.BAD_PICTURE, location, "'" + location + "': " + message);
  }

  private static String shown(List<String> hosts) {
    return hosts.isEmpty() ? "there are none" : String.join(", ", hosts);
  }
}
