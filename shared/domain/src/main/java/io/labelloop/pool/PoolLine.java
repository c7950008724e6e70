package io.labelloop.pool;

import java.util.Optional;

/** What a line of the pool came to. */
public sealed interface PoolLine {
  /** An item, and a hash of its content by which duplicates are told apart. */
  record Accepted(Item item, long contentHash) implements PoolLine {}

  /**
   * No item.
   *
   * @param column which column is to blame, if one is: the first of a line that is not what it must
   *     be, and of an array the element, such as {@code "vector[3]"}
   */
  record Rejected(RejectedLine line, Optional<String> column) implements PoolLine {}
}
