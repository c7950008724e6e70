package io.labelloop.pool;

/**
 * A part of the pool that is read alone: the bytes {@code [start, end)} of a plain file, or all of
 * a compressed one.
 *
 * @param index its place in the plan, from 0
 */
public record Shard(int index, String key, long start, long end, PoolFormat format, boolean gzip) {
  /** Whether the file's first byte is this shard's. */
  public boolean first() {
    return start == 0;
  }
}
