package io.labelloop.pool;

import java.util.Optional;

/**
 * What the pool's readers look for.
 *
 * @param id the column with the id
 * @param picture where the pictures are, which belong to numeric content
 * @param maxTextLength longer texts are rejected, in characters
 */
public record PoolSchema(
    String id, ContentColumns content, Optional<PictureColumns> picture, int maxTextLength) {
  /** Without pictures. */
  public PoolSchema(String id, ContentColumns content, int maxTextLength) {
    this(id, content, Optional.empty(), maxTextLength);
  }
}
