package io.labelloop.numeric;

import java.util.Arrays;

/** A vector that stores the entries that are not zero, in ascending order of index. */
public final class SparseVector implements Vector {
  private final int size;
  private final int[] indices;
  private final double[] values;
  private final double squaredNorm;

  private SparseVector(int size, int[] indices, double[] values) {
    this.size = size;
    this.indices = indices;
    this.values = values;
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    this.squaredNorm = sum;
  }

  /**
   * Copies the entries.
   *
   * @param size the number of dimensions
   * @param indices strictly ascending, each in {@code [0, size)}
   * @param values as many as indices
   */
  public static SparseVector of(int size, int[] indices, double[] values) {
    if (indices.length != values.length) {
      throw new IllegalArgumentException(
          "a sparse vector needs one value per index, but got "
              + indices.length
              + " indices and "
              + values.length
              + " values");
    }
    int previous = -1;
    for (int index : indices) {
      if (index <= previous || index >= size) {
        throw new IllegalArgumentException(
            "indices must ascend strictly within [0, "
                + size
                + "), but "
                + index
                + " followed "
                + previous);
      }
      previous = index;
    }
    return new SparseVector(size, indices.clone(), values.clone());
  }

  /** The number of stored entries. */
  public int entries() {
    return indices.length;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public double dot(double[] other) {
    double sum = 0;
    for (int i = 0; i < indices.length; i++) {
      sum += values[i] * other[indices[i]];
    }
    return sum;
  }

  @Override
  public double dot(Vector other) {
    return switch (other) {
      case DenseVector dense -> {
        double sum = 0;
        for (int i = 0; i < indices.length; i++) {
          sum += values[i] * dense.get(indices[i]);
        }
        yield sum;
      }
      case SparseVector sparse -> dot(sparse);
    };
  }

  private double dot(SparseVector other) {
    double sum = 0;
    int i = 0;
    int j = 0;
    while (i < indices.length && j < other.indices.length) {
      if (indices[i] < other.indices[j]) {
        i++;
      } else if (indices[i] > other.indices[j]) {
        j++;
      } else {
        sum += values[i++] * other.values[j++];
      }
    }
    return sum;
  }

  @Override
  public double squaredNorm() {
    return squaredNorm;
  }

  @Override
  public void addTo(double[] sum, double scale) {
    for (int i = 0; i < indices.length; i++) {
      sum[indices[i]] += scale * values[i];
    }
  }

  @Override
  public void forEach(EntryAction action) {
    for (int i = 0; i < indices.length; i++) {
      action.accept(indices[i], values[i]);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SparseVector vector
        && size == vector.size
        && Arrays.equals(indices, vector.indices)
        && Arrays.equals(values, vector.values);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * size + Arrays.hashCode(indices)) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(indices) + "=" + Arrays.toString(values) + " of " + size;
  }
}
