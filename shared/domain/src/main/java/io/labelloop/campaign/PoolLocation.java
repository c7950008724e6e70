package io.labelloop.campaign;

import java.util.ArrayDeque;

/** Resolves a pool's location to a key in the campaign's bucket. */
public final class PoolLocation {
  private PoolLocation() {}

  /**
   * The key or, with a slash at its end, the key prefix of a pool.
   *
   * @param campaignKey the key of the campaign file, to whose folder a relative location belongs
   * @param location {@code ..} stops at the bucket's root; a leading slash begins there
   */
  public static String resolve(String campaignKey, String location) {
    String from =
        location.startsWith("/") ? "" : campaignKey.substring(0, campaignKey.lastIndexOf('/') + 1);
    var segments = new ArrayDeque<String>();
    for (String segment : (from + location).split("/")) {
      switch (segment) {
        case "", "." -> {}
        case ".." -> segments.pollLast();
        default -> segments.addLast(segment);
      }
    }
    return String.join("/", segments) + (location.endsWith("/") ? "/" : "");
  }

  /**
   * The key prefix of a pool that is a folder, with a slash at its end; empty for a bucket's root.
   */
  public static String folder(String campaignKey, String location) {
    String folder = resolve(campaignKey, location);
    return folder.isEmpty() || folder.endsWith("/") ? folder : folder + "/";
  }
}
