package io.labelloop.query;

import io.labelloop.pool.ItemId;
import java.util.List;

/**
 * What the current model says of an unlabeled item.
 *
 * @param id the item
 * @param probabilities one per class, summing to 1; not copied, and not to be changed by anyone
 * @param members what each member of a committee says, in the same form; empty where no strategy
 *     asked for a committee
 */
@SuppressWarnings(
    "ArrayRecordComponent") // millions of these are made per round; a copy each would double the
// memory
public record Prediction(ItemId id, double[] probabilities, List<double[]> members) {
  /** A prediction without a committee. */
  public Prediction(ItemId id, double[] probabilities) {
    this(id, probabilities, List.of());
  }
}
