package io.labelloop.pool;

/** An unlabeled item of the pool. */
public record Item(ItemId id, ItemContent content) {}
