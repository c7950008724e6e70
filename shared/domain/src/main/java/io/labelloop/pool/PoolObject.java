package io.labelloop.pool;

/** A file of the pool; {@code size} in bytes. */
public record PoolObject(String key, long size) {}
