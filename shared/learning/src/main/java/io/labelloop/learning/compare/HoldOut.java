package io.labelloop.learning.compare;

import io.labelloop.pool.SeededOrder;
import java.util.Comparator;
import java.util.List;

/**
 * A uniform split of labeled items into those to learn from and those to test on.
 *
 * @param pool the rest, in ascending order of id
 * @param test the held-out items, in ascending order of id
 */
public record HoldOut(List<LabeledItem> pool, List<LabeledItem> test) {
  public HoldOut {
    pool = List.copyOf(pool);
    test = List.copyOf(test);
  }

  /**
   * Holds out the first items of a seeded order; the same ones for any order of {@code items}.
   *
   * @param fraction in (0, 1); at least one item is held out, and one is left
   * @throws IllegalArgumentException with fewer than two items, or another fraction
   */
  public static HoldOut of(List<LabeledItem> items, double fraction, long seed) {
    if (!(fraction > 0 && fraction < 1)) {
      throw new IllegalArgumentException(
          "the held-out fraction must lie between 0 and 1, but was " + fraction);
    }
    if (items.size() < 2) {
      throw new IllegalArgumentException(
          "holding out needs at least 2 items, but got " + items.size());
    }
    List<LabeledItem> ordered =
        items.stream()
            .sorted(Comparator.comparing(LabeledItem::id, new SeededOrder(seed, "held-out")))
            .toList();
    int held = (int) Math.clamp(Math.round(fraction * items.size()), 1L, items.size() - 1L);
    return new HoldOut(byId(ordered.subList(held, ordered.size())), byId(ordered.subList(0, held)));
  }

  private static List<LabeledItem> byId(List<LabeledItem> items) {
    return items.stream().sorted(Comparator.comparing(LabeledItem::id)).toList();
  }
}
