package io.labelloop.learning;

/**
 * Finds the places of 64-bit hashes in a list, by open addressing: hash and place lie side by side,
 * at most half of the room is taken, and a bitmap that fits a processor's cache turns away most of
 * what is not in the list. Immutable.
 *
 * <p>Knuth: The Art of Computer Programming, volume 3, section 6.4; Bloom: Space/time trade-offs in
 * hash coding with allowable errors. CACM 13(7), 1970 (here with one bit an entry).
 */
final class HashIndex {
  /** The place of what is not in the list. */
  static final int NONE = -1;

  private static final int BITS_PER_ENTRY = 16;

  // pairs of a hash and its place; NONE where there is none
  private final long[] slots;
  private final int mask;
  private final long[] bitmap;
  private final int bitMask;

  /**
   * @param hashes all different; spread over all bits
   */
  HashIndex(long[] hashes) {
    int room = Integer.highestOneBit(Math.max(4, 4 * hashes.length - 1));
    this.slots = new long[2 * room];
    this.mask = room - 1;
    int bits = Integer.highestOneBit(Math.max(64, BITS_PER_ENTRY * hashes.length));
    this.bitmap = new long[bits / Long.SIZE];
    this.bitMask = bits - 1;
    for (int slot = 0; slot < room; slot++) {
      slots[2 * slot + 1] = NONE;
    }
    for (int place = 0; place < hashes.length; place++) {
      int slot = (int) hashes[place] & mask;
      while (slots[2 * slot + 1] != NONE) {
        slot = (slot + 1) & mask;
      }
      slots[2 * slot] = hashes[place];
      slots[2 * slot + 1] = place;
      int bit = bitOf(hashes[place]);
      bitmap[bit >>> 6] |= 1L << bit;
    }
  }

  private int bitOf(long hash) {
    return (int) (hash >>> 32) & bitMask;
  }

  /** The place of a hash in the list, or {@link #NONE}. */
  int placeOf(long hash) {
    int bit = bitOf(hash);
    if ((bitmap[bit >>> 6] >>> bit & 1) == 0) {
      return NONE;
    }
    int slot = (int) hash & mask;
    while (true) {
      int place = (int) slots[2 * slot + 1];
      if (place == NONE || slots[2 * slot] == hash) {
        return place;
      }
      slot = (slot + 1) & mask;
    }
  }
}
