package io.labelloop.campaign;

/**
 * How large a pool is.
 *
 * @param items that can be labeled
 * @param bytes of its files
 * @param shards that its files are split into
 */
public record PoolSize(long items, long bytes, int shards) {}
