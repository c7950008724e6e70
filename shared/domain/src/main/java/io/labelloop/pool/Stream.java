package io.labelloop.pool;

/** What an item's label may be used for. An item is in exactly one stream. */
public enum Stream {
  /**
   * Drawn uniformly before the first round; measures accuracy, and is never queried or trained on.
   */
  CERTIFICATION,
  /** Chosen before there was a model; teaches. */
  SEED,
  /** Chosen by the query strategy; teaches. */
  QUERY,
  /** Drawn uniformly in a round; teaches, and keeps an unbiased view. */
  RANDOM
}
