package io.labelloop.model;

import io.labelloop.numeric.Vector;
import io.labelloop.pool.ItemContent;

/**
 * Turns what an item contains into the vector that models see. Fitted once a campaign, on a uniform
 * sample of the pool, never on labels; immutable and safe for use by several threads.
 */
public interface FeatureSpace {
  /** The number of dimensions of every vector. */
  int size();

  /**
   * The vector of an item, the same for the same content always.
   *
   * @throws IllegalArgumentException if the content is of another kind than the space was fitted to
   */
  Vector vectorOf(ItemContent content);

  /**
   * The stored form, to be read by {@link Learner#readFeatures}; the same bytes for the same fit.
   */
  byte[] toBytes();
}
