package io.labelloop.query;

import io.labelloop.pool.ItemId;

/**
 * What the current model says of an unlabeled item.
 *
 * @param id the item
 * @param probabilities one per class, summing to 1; not copied, and not to be changed by anyone
 */
@SuppressWarnings(
    "ArrayRecordComponent") // millions of these are made per round; a copy each would double the
// memory
public record Prediction(ItemId id, double[] probabilities) {}
