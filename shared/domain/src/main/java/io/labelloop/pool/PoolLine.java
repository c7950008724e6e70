package io.labelloop.pool;

/** What a line of the pool came to. */
public sealed interface PoolLine {
  /** An item, and a hash of its content by which duplicates are told apart. */
  record Accepted(Item item, long contentHash) implements PoolLine {}

  /** No item. */
  record Rejected(RejectedLine line) implements PoolLine {}
}
