package io.labelloop.numeric;

import java.util.Arrays;

/** A vector that stores every entry. */
public final class DenseVector implements Vector {
  private final double[] values;
  private final double squaredNorm;

  private DenseVector(double[] values) {
    this.values = values;
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    this.squaredNorm = sum;
  }

  /** Copies the values. */
  public static DenseVector of(double... values) {
    return new DenseVector(values.clone());
  }

  /** The entry at an index in {@code [0, size)}. */
  public double get(int index) {
    return values[index];
  }

  /** A copy of all entries. */
  public double[] toArray() {
    return values.clone();
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public double dot(double[] other) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[i] * other[i];
    }
    return sum;
  }

  @Override
  public double dot(Vector other) {
    return other.dot(values);
  }

  @Override
  public double squaredNorm() {
    return squaredNorm;
  }

  @Override
  public void addTo(double[] sum, double scale) {
    for (int i = 0; i < values.length; i++) {
      sum[i] += scale * values[i];
    }
  }

  @Override
  public void forEach(EntryAction action) {
    for (int i = 0; i < values.length; i++) {
      action.accept(i, values[i]);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DenseVector vector && Arrays.equals(values, vector.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
