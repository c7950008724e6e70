package io.labelloop.portal;

import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;

/**
 * The order in which a person meets places {@code 0 .. n-1}, which differs by person: within
 * windows of a size, place {@code (b + a i) mod n} comes at position {@code i}, with {@code a}
 * prime to {@code n} and both drawn for the person. Constant time for each position.
 *
 * @param size the number of places
 * @param window how far a place may move from its position, at least 1
 * @param draw 64 random bits of the person
 */
record PersonalOrder(int size, int window, long draw) {
  static PersonalOrder of(int size, int window, long seed, PersonId person, String purpose) {
    return new PersonalOrder(
        size,
        Math.max(1, window),
        new SeededOrder(seed, purpose).placeOf(new ItemId(person.value())));
  }

  /** The place at a position. */
  int at(int position) {
    int start = position / window * window;
    int length = Math.min(window, size - start);
    int step = Math.floorMod((int) (draw >>> 32), length) + 1;
    while (gcd(step, length) != 1) {
      step++;
    }
    int offset = Math.floorMod((int) draw, length);
    return start + (int) ((offset + (long) step * (position - start)) % length);
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
