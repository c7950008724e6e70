package io.labelloop.query;

import io.labelloop.model.LabeledVector;
import io.labelloop.numeric.Vector;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a round knows of the pool before it scores an item: the labels so far, and where the middle
 * of the pool is.
 */
public final class PoolView {
  private final Supplier<List<LabeledVector>> labeledOf;
  private final long unlabeled;
  private final Supplier<Vector> directionOf;
  private volatile @Nullable Vector direction;

  /**
   * @param labeled gives {@link #labeled}; asked only by strategies that need it
   * @param unlabeled how many items the pool has left, at least 0
   * @param meanDirection makes {@link #meanDirection}; asked for only by strategies that need it
   */
  public PoolView(
      Supplier<List<LabeledVector>> labeled, long unlabeled, Supplier<Vector> meanDirection) {
    this.labeledOf = labeled;
    this.unlabeled = unlabeled;
    this.directionOf = meanDirection;
  }

  /** The training examples, in any order. */
  public List<LabeledVector> labeled() {
    return labeledOf.get();
  }

  /** The number of items that have no label yet. */
  public long unlabeled() {
    return unlabeled;
  }

  /** The mean of the vectors of a uniform sample of the pool, each scaled to length 1. */
  public Vector meanDirection() {
    Vector known = direction;
    if (known == null) {
      known = directionOf.get();
      direction = known;
    }
    return known;
  }
}
