package io.labelloop.pool;

import java.util.Arrays;

/**
 * Which keys the objects of a line have had, by 64-bit hashes: a key that is taken for another one
 * costs a second look at the line, and nothing else. Room for so many keys as lines have; clearing
 * is free.
 */
final class KeyHashes {
  /** The hash of no bytes. */
  static final long START = 0xcbf29ce484222325L;

  private static final long PRIME = 0x100000001b3L;
  private static final int MOST = 1 << 14;

  private long[] hashes = new long[64];
  // the line of each entry; others are empty
  private int[] lines = new int[64];
  private int line;
  private int size;
  private int scopes;

  /** The hash of what {@code hash} stands for, and one byte more (FNV-1a). */
  static long next(long hash, byte b) {
    return (hash ^ (b & 0xff)) * PRIME;
  }

  /** Forgets all keys and scopes. */
  void clear() {
    size = 0;
    scopes = 0;
    if (++line == 0) {
      Arrays.fill(lines, 0);
      line = 1;
    }
  }

  /** A new scope: the keys of one object. */
  int scope() {
    return scopes++;
  }

  /** Remembers a key of a scope; whether it certainly is the first of its name. */
  boolean isNew(long hash, int scope) {
    if (2 * size >= hashes.length) {
      grow();
    }
    long key = (hash + scope) * 0x9e3779b97f4a7c15L;
    int mask = hashes.length - 1;
    int slot = (int) (key >>> 40) & mask;
    while (lines[slot] == line) {
      if (hashes[slot] == key) {
        return false;
      }
      slot = (slot + 1) & mask;
    }
    hashes[slot] = key;
    lines[slot] = line;
    size++;
    return size < MOST;
  }

  private void grow() {
    long[] oldHashes = hashes;
    int[] oldLines = lines;
    hashes = new long[2 * oldHashes.length];
    lines = new int[hashes.length];
    int mask = hashes.length - 1;
    for (int i = 0; i < oldHashes.length; i++) {
      if (oldLines[i] == line) {
        int slot = (int) (oldHashes[i] >>> 40) & mask;
        while (lines[slot] == line) {
          slot = (slot + 1) & mask;
        }
        hashes[slot] = oldHashes[i];
        lines[slot] = line;
      }
    }
  }
}
