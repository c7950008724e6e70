package io.labelloop.query;

import io.labelloop.numeric.Vector;
import io.labelloop.pool.ItemId;

/** An item that may be among the first, before there is a model. */
public record SeedCandidate(ItemId id, Vector features) {}
