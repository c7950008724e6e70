package io.labelloop.pool;

import io.labelloop.numeric.DenseVector;

/** What there is to label about an item. */
public sealed interface ItemContent {
  /** A text, as it came. */
  record Text(String text) implements ItemContent {}

  /** Numeric columns, in the order that the campaign names them. */
  record Features(DenseVector values) implements ItemContent {}
}
