package io.labelloop.model;

import io.labelloop.numeric.Vector;
import io.labelloop.pool.ItemId;

/**
 * A training example.
 *
 * @param id the item that it comes from
 * @param features its vector in the campaign's feature space
 * @param label the index of its class in {@link ClassLabels}
 */
public record LabeledVector(ItemId id, Vector features, int label) {}
