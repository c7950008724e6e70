package io.labelloop.pool;

/** What an item's label may be used for. An item is in exactly one stream. */
public enum Stream {
  /**
   * Drawn uniformly before the first round; measures accuracy, and is never queried or trained on.
   */
  CERTIFICATION,
  /**
   * Drawn uniformly before the first round, apart from the certification stream; chooses among
   * strategies, and is never queried, trained on or certified with.
   */
  VALIDATION,
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
    return this != CERTIFICATION && this != VALIDATION && this != AUDIT;
  }
}
