package io.labelloop.consolidation;

import io.labelloop.annotation.AnnotationTable;
import io.labelloop.pool.ItemId;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Items whose class is known. Every method clamps them: the posterior of such an item is 1 on its
 * class, and what annotators answered about it tells how good they are.
 */
public final class GoldLabels {
  /** No item's class is known. */
  public static final GoldLabels NONE = new GoldLabels(Map.of());

  static final int UNKNOWN = -1;

  private final Map<ItemId, Integer> classes;

  private GoldLabels(Map<ItemId, Integer> classes) {
    this.classes = classes;
  }

  /**
   * @param classes the index of each gold item's class
   * @throws IllegalArgumentException if an index is negative
   */
  public static GoldLabels of(Map<ItemId, Integer> classes) {
    classes.forEach(
        (item, label) -> {
          if (label < 0) {
            throw new IllegalArgumentException(
                "the class of gold item '" + item + "' must be at least 0, but was " + label);
          }
        });
    return new GoldLabels(Map.copyOf(classes));
  }

  /** How many items there are. */
  public int size() {
    return classes.size();
  }

  /** The class of an item, if it is gold. */
  public OptionalInt classOf(ItemId item) {
    Integer label = classes.get(item);
    return label == null ? OptionalInt.empty() : OptionalInt.of(label);
  }

  /** All of them. */
  public Map<ItemId, Integer> asMap() {
    return classes;
  }

  /**
   * The class of each item of a table, {@link #UNKNOWN} where it is not gold.
   *
   * @throws IllegalArgumentException if a class is none of the table's
   */
  int[] in(AnnotationTable table) {
    int[] known = new int[table.items().size()];
    Arrays.fill(known, UNKNOWN);
    if (classes.isEmpty()) {
      return known;
    }
    for (int item = 0; item < known.length; item++) {
      int label = classOf(table.items().get(item)).orElse(UNKNOWN);
      if (label >= table.classes()) {
        throw new IllegalArgumentException(
            "the class of gold item '"
                + table.items().get(item)
                + "' must be below "
                + table.classes()
                + ", but was "
                + label);
      }
      known[item] = label;
    }
    return known;
  }
}
