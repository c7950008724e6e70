package io.labelloop.query;

import io.labelloop.numeric.Vector;
import io.labelloop.pool.ItemId;

/**
 * An unlabeled item that a strategy may choose.
 *
 * @param prediction what the current model says of it
 * @param features its vector in the campaign's feature space
 */
public record Candidate(Prediction prediction, Vector features) {
  public ItemId id() {
    return prediction.id();
  }

  /** The model's class probabilities: see {@link Prediction#probabilities}. */
  double[] probabilities() {
    return prediction.probabilities();
  }
}
