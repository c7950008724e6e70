package io.labelloop.pool;

/**
 * A part of the pool that is read alone: the bytes {@code [start, end)} of a plain file, the row
 * groups that begin there of a Parquet file, or all of a compressed one.
 *
 * @param index its place in the plan, from 0
 * @param fileSize the number of bytes that the whole file has
 */
public record Shard(
    int index,
    String key,
    long start,
    long end,
    long fileSize,
    PoolFormat format,
    Compression compression) {
  /** Whether the file's first byte is this shard's. */
  public boolean first() {
    return start == 0;
  }

  /** The last segment of the file's key. */
  String fileName() {
    return key.substring(key.lastIndexOf('/') + 1);
  }

  /** Whether the file is read from its first byte to its last. */
  boolean compressed() {
    return compression != Compression.NONE;
  }
}
