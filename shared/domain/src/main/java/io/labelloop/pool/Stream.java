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
  RANDOM,
  /** Drawn uniformly from what is about to be labeled by the model; tests it, and never teaches. */
  AUDIT;

  /** Whether models may be trained on the stream's labels. */
  public boolean teaches() {
    return this != CERTIFICATION && this != AUDIT;
  }
}
