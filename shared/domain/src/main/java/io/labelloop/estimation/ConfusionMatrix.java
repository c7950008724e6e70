package io.labelloop.estimation;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * How often items of each class were predicted as each class: rows are true classes, columns
 * predicted ones, both in the order of the campaign's labels.
 */
public final class ConfusionMatrix {
  private final long[][] counts;

  /**
   * @param counts {@code K x K}, none negative
   */
  public ConfusionMatrix(long[][] counts) {
    this.counts = copy(counts);
    for (long[] row : this.counts) {
      if (row.length != this.counts.length) {
        throw new IllegalArgumentException(
            "a confusion matrix is square, but had "
                + this.counts.length
                + " rows and one of "
                + row.length
                + " columns");
      }
      if (Arrays.stream(row).anyMatch(count -> count < 0)) {
        throw new IllegalArgumentException(
            "counts must be at least 0, but a row was " + Arrays.toString(row));
      }
    }
  }

  /**
   * Counts pairs.
   *
   * @param truth class indices in {@code [0, classes)}
   * @param predicted as many class indices
   */
  public static ConfusionMatrix of(int[] truth, int[] predicted, int classes) {
    if (truth.length != predicted.length) {
      throw new IllegalArgumentException(
          "each item needs a true and a predicted class, but there were "
              + truth.length
              + " and "
              + predicted.length);
    }
    long[][] counts = new long[classes][classes];
    for (int i = 0; i < truth.length; i++) {
      counts[truth[i]][predicted[i]]++;
    }
    return new ConfusionMatrix(counts);
  }

  public int classes() {
    return counts.length;
  }

  public long count(int truth, int predicted) {
    return counts[truth][predicted];
  }

  public long total() {
    return Arrays.stream(counts).flatMapToLong(Arrays::stream).sum();
  }

  public long correct() {
    long sum = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += counts[i][i];
    }
    return sum;
  }

  /** The share of correct predictions; nothing if there are none. */
  public OptionalDouble accuracy() {
    long total = total();
    return total == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) correct() / total);
  }

  public long[][] counts() {
    return copy(counts);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConfusionMatrix matrix && Arrays.deepEquals(counts, matrix.counts);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(counts);
  }

  @Override
  public String toString() {
    return Arrays.deepToString(counts);
  }

  private static long[][] copy(long[][] matrix) {
    return Arrays.stream(matrix).map(long[]::clone).toArray(long[][]::new);
  }
}
