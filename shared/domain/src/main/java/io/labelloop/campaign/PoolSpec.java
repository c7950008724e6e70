package io.labelloop.campaign;

import java.util.Optional;

/**
 * Where the items are and which of their columns are what.
 *
 * @param location a file or a folder, relative to the campaign file
 * @param id the column with the item's id
 * @param growing whether files that come under the location while the campaign runs are taken in
 * @param maxTextLength longer texts are rejected, in characters
 * @param maxRejectedShare a campaign with more rejected lines than this share stops before money is
 *     spent
 */
public record PoolSpec(
    String location,
    String id,
    ContentSpec content,
    Optional<ImageSpec> image,
    boolean growing,
    int maxTextLength,
    double maxRejectedShare) {
  /** The same with another way to show items. */
  PoolSpec withImage(ImageSpec other) {
    return new PoolSpec(
        location, id, content, Optional.of(other), growing, maxTextLength, maxRejectedShare);
  }
}
