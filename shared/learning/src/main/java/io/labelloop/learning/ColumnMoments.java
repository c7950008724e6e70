package io.labelloop.learning;

import java.util.Arrays;
import org.tribuo.RealInfo;
import org.tribuo.VariableInfo;

/** Count, range, mean and sum of squared deviations of the entries that are not zero, by column. */
final class ColumnMoments {
  private final int[] counts;
  private final double[] largest;
  private final double[] smallest;
  private final double[] means;
  private final double[] squares;

  ColumnMoments(int columns) {
    counts = new int[columns];
    largest = new double[columns];
    smallest = new double[columns];
    means = new double[columns];
    squares = new double[columns];
    Arrays.fill(largest, Double.NEGATIVE_INFINITY);
    Arrays.fill(smallest, Double.POSITIVE_INFINITY);
  }

  /**
   * Adds an entry; zeros are left out, as Tribuo does.
   *
   * <p>Welford: Note on a method for calculating corrected sums of squares and products.
   * Technometrics 4, 1962.
   */
  void add(int column, double value) {
    if (value == 0) {
      return;
    }
    counts[column]++;
    largest[column] = Math.max(largest[column], value);
    smallest[column] = Math.min(smallest[column], value);
    double before = value - means[column];
    means[column] += before / counts[column];
    squares[column] += before * (value - means[column]);
  }

  /**
   * What Tribuo keeps of a column. Zeros where it has no entry, as with words that only guesses or
   * an earlier model know: an empty range would be refused.
   */
  VariableInfo infoOf(int column, String name) {
    if (counts[column] == 0) {
      return new RealInfo(name, 0, 0, 0, 0, 0);
    }
    return new RealInfo(
        name, counts[column], largest[column], smallest[column], means[column], squares[column]);
  }
}
