package io.labelloop.workflow.port;

import java.nio.charset.StandardCharsets;

/** Which keys an object store takes. */
public final class ObjectKeys {
  private static final int MOST_BYTES = 1024;

  private ObjectKeys() {}

  /** Returns the key if it is one: see {@link ObjectStore}; at most 1,024 bytes of UTF-8. */
  public static String require(String key) {
    boolean segments = true;
    for (String segment : key.split("/", -1)) {
      segments &= !segment.isEmpty() && !segment.equals(".") && !segment.equals("..");
    }
    if (!segments
        || key.chars().anyMatch(c -> Character.isISOControl(c) || c == '\\')
        || key.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw new IllegalArgumentException(
          "object key must be 1 to 1,024 bytes of /-separated names, none of them empty, '.' or '..', without"
              + " backslash or control characters, but was '"
              + key
              + "'");
    }
    return key;
  }
}
