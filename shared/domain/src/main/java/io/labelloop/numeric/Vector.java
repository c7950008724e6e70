package io.labelloop.numeric;

/** An immutable vector of real numbers, dense or sparse. */
public sealed interface Vector permits DenseVector, SparseVector {
  /** The number of dimensions. */
  int size();

  /**
   * The scalar product with a dense array of at least {@link #size()} numbers, whose further
   * numbers are not read. Linear in the number of stored entries.
   */
  double dot(double[] other);

  /** The scalar product with a vector of the same size. Linear in the stored entries of both. */
  double dot(Vector other);

  /** The squared Euclidean length. */
  double squaredNorm();

  /** Adds {@code scale} times this vector to {@code sum}, in place. */
  void addTo(double[] sum, double scale);

  /** Calls {@code action} for every stored entry, in ascending order of index. */
  void forEach(EntryAction action);

  /** The squared Euclidean distance to a vector of the same size; never negative. */
  default double squaredDistance(Vector other) {
    // rounding can make the expanded square slightly negative for nearly equal vectors
    return Math.max(0, squaredNorm() - 2 * dot(other) + other.squaredNorm());
  }

  /** Receives the stored entries of a vector. */
  @FunctionalInterface
  interface EntryAction {
    void accept(int index, double value);
  }
}
