package io.labelloop.query;

import io.labelloop.model.LabeledVector;
import io.labelloop.numeric.Vector;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a round knows of the pool before it scores an item: the labels so far, and where the middle
 * of the pool is. Each is made when a strategy first asks for it, and once.
 */
public final class PoolView {
  private final Supplier<List<LabeledVector>> labeled;
  private final LongSupplier unlabeled;
  private final Supplier<Vector> meanDirection;

  /**
   * @param labeled makes {@link #labeled}
   * @param unlabeled makes {@link #unlabeled}
   * @param meanDirection makes {@link #meanDirection}
   */
  public PoolView(
      Supplier<List<LabeledVector>> labeled,
      LongSupplier unlabeled,
      Supplier<Vector> meanDirection) {
    this.labeled = new Once<>(labeled);
    this.unlabeled = unlabeled;
    this.meanDirection = new Once<>(meanDirection);
  }

  /** The training examples, in any order. */
  public List<LabeledVector> labeled() {
    return labeled.get();
  }

  /** The number of items that have no label yet, at least 0. */
  public long unlabeled() {
    return unlabeled.getAsLong();
  }

  /** The mean of the vectors of a uniform sample of the pool, each scaled to length 1. */
  public Vector meanDirection() {
    return meanDirection.get();
  }

  /** Keeps what was made. */
  private static final class Once<T> implements Supplier<T> {
    private final Supplier<T> making;
    private @Nullable T made;

    Once(Supplier<T> making) {
      this.making = making;
    }

    @Override
    public synchronized T get() {
      T known = made;
      if (known == null) {
        known = making.get();
        made = known;
      }
      return known;
    }
  }
}
