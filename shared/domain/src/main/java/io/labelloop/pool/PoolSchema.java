package io.labelloop.pool;

/**
 * What the pool's readers look for.
 *
 * @param id the column with the id
 * @param maxTextLength longer texts are rejected, in characters
 */
public record PoolSchema(String id, ContentColumns content, int maxTextLength) {}
