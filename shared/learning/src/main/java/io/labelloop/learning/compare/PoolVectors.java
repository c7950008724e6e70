package io.labelloop.learning.compare;

import io.labelloop.model.FeatureSpace;
import io.labelloop.model.LabeledVector;
import io.labelloop.pool.Item;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Labeled items as vectors with their labels, whatever their order was. */
final class PoolVectors {
  /** How many items of the pool the feature space is fitted to, and may be guessed. */
  static final int SAMPLE = 10_000;

  private PoolVectors() {}

  /** A uniform sample of a pool. */
  static List<Item> sample(List<LabeledItem> pool) {
    return pool.stream()
        .map(LabeledItem::item)
        .sorted(Comparator.comparing(Item::id, new SeededOrder(0, "feature-sample")))
        .limit(SAMPLE)
        .toList();
  }

  /**
   * The vectors in ascending order of id.
   *
   * @throws IllegalArgumentException if an id occurs twice
   */
  static SequencedMap<ItemId, LabeledVector> of(FeatureSpace space, List<LabeledItem> items) {
    Map<ItemId, LabeledVector> vectors = new HashMap<>();
    for (LabeledItem item : items) {
      LabeledVector vector =
          new LabeledVector(item.id(), space.vectorOf(item.item().content()), item.label());
      if (vectors.put(item.id(), vector) != null) {
        throw new IllegalArgumentException("item " + item.id() + " came twice");
      }
    }
    SequencedMap<ItemId, LabeledVector> ordered = new LinkedHashMap<>();
    vectors.keySet().stream().sorted().forEach(id -> ordered.put(id, vectors.get(id)));
    return ordered;
  }
}
