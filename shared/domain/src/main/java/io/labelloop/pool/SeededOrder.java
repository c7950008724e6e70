package io.labelloop.pool;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/**
 * A pseudo-random total order of item ids that depends on a seed and on nothing else.
 *
 * <p>Items are ordered by a 64-bit hash of seed, purpose and id, compared as unsigned numbers, and
 * by id where two hashes are equal. Shuffling or splitting the pool therefore changes nothing, the
 * first {@code k} items are a uniform sample without replacement ("bottom-k"), and the samples of
 * two shards merge into that of both. Orders of different seeds or purposes are unrelated.
 *
 * <p>Cohen, Kaplan: Summarizing data using bottom-k sketches. PODC 2007.
 */
public final class SeededOrder implements Comparator<ItemId> {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final long start;

  /**
   * @param seed the campaign's seed
   * @param purpose what the order is for, such as {@code "certification"} or {@code
   *     "round-3-random"}
   */
  public SeededOrder(long seed, String purpose) {
    this.start = absorb(mix(seed ^ FNV_OFFSET), purpose);
  }

  /**
   * The place of an item: a number that is uniform over all 64-bit values, to be compared unsigned.
   */
  public long placeOf(ItemId id) {
    return mix(absorb(start, id.value()));
  }

  /** The place of the item that a line was found to be. */
  public long placeOf(ScannedLine line) {
    // an id of a scanned line is ASCII: as many characters as bytes
    int length = line.idTo() - line.idFrom();
    return mix(absorb(start, line.bytes(), line.idFrom(), line.idTo(), length));
  }

  @Override
  public int compare(ItemId left, ItemId right) {
    int byPlace = Long.compareUnsigned(placeOf(left), placeOf(right));
    return byPlace != 0 ? byPlace : left.compareTo(right);
  }

  private static long absorb(long state, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return absorb(state, bytes, 0, bytes.length, text.length());
  }

  private static long absorb(long state, byte[] bytes, int from, int to, int characters) {
    long hash = state;
    for (int i = from; i < to; i++) {
      hash = (hash ^ (bytes[i] & 0xff)) * FNV_PRIME;
    }
    return mix(hash ^ characters);
  }

  // the finalizer of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number
  // generators, OOPSLA 2014):
  // FNV alone leaves the high bits of short ids nearly unchanged, and the order looks at the high
  // bits first
  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
