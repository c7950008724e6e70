package io.labelloop.learning;

import io.labelloop.model.FeatureSpace;
import io.labelloop.numeric.DenseVector;
import io.labelloop.numeric.Vector;
import io.labelloop.pool.Item;
import io.labelloop.pool.ItemContent;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Numeric columns, centred on their means in the sample and divided by a deviation: each by its own
 * standard deviation, or, where columns share a scale, all by the root mean square of theirs. A
 * column that does not vary in the sample becomes 0 for every item.
 *
 * <p>Columns share a scale if at least half of those that vary reach both the smallest and the
 * largest value of the whole sample, as grey values, ratings, percentages and indicators do.
 */
final class StandardizedColumns implements FeatureSpace {
  /* Why not always by its own deviation: a pixel at the rim that is grey in three images would then
   * weigh as much as one in the middle. On the digits, with 420 labels, one divisor raises the area
   * under the learning curve of margin-cluster from .926 to .932
   * (docs/benchmarks/learning-curves.md, "Features"). Columns of different units have no common
   * divisor that means anything, so bounds that they share have to show that they are of one kind. */

  private final double[] means;
  private final double[] factors;

  private StandardizedColumns(double[] means, double[] factors) {
    this.means = means;
    this.factors = factors;
  }

  static StandardizedColumns fit(List<Item> sample) {
    int columns = valuesOf(sample.getFirst().content()).size();
    double[] means = new double[columns];
    double[] squares = new double[columns];
    double[] smallest = filled(columns, Double.POSITIVE_INFINITY);
    double[] largest = filled(columns, Double.NEGATIVE_INFINITY);
    int items = 0;
    for (Item item : sample) {
      DenseVector values = valuesOf(item.content());
      if (values.size() != columns) {
        throw new IllegalArgumentException(
            "item " + item.id() + " has " + values.size() + " columns, but others have " + columns);
      }
      items++;
      for (int j = 0; j < columns; j++) {
        double value = values.get(j);
        double before = value - means[j];
        means[j] += before / items;
        squares[j] += before * (value - means[j]);
        smallest[j] = Math.min(smallest[j], value);
        largest[j] = Math.max(largest[j], value);
      }
    }
    double[] deviations = new double[columns];
    for (int j = 0; j < columns; j++) {
      deviations[j] = largest[j] > smallest[j] ? Math.sqrt(squares[j] / items) : 0;
    }
    boolean shared = shareScale(smallest, largest);
    double common = rootMeanSquare(deviations);
    double[] factors = new double[columns];
    for (int j = 0; j < columns; j++) {
      if (deviations[j] > 0) {
        factors[j] = 1 / (shared ? common : deviations[j]);
      }
    }
    return new StandardizedColumns(means, factors);
  }

  private static boolean shareScale(double[] smallest, double[] largest) {
    int[] varying =
        IntStream.range(0, smallest.length).filter(j -> largest[j] > smallest[j]).toArray();
    double least = Arrays.stream(varying).mapToDouble(j -> smallest[j]).min().orElse(0);
    double most = Arrays.stream(varying).mapToDouble(j -> largest[j]).max().orElse(0);
    long reaching =
        Arrays.stream(varying).filter(j -> smallest[j] == least && largest[j] == most).count();
    return 2 * reaching >= varying.length;
  }

  private static double rootMeanSquare(double[] deviations) {
    double[] positive = Arrays.stream(deviations).filter(deviation -> deviation > 0).toArray();
    double squares = 0;
    for (double deviation : positive) {
      squares += deviation * deviation;
    }
    return Math.sqrt(squares / positive.length);
  }

  private static double[] filled(int size, double value) {
    double[] filled = new double[size];
    Arrays.fill(filled, value);
    return filled;
  }

  static StandardizedColumns readFrom(DataInputStream in) throws IOException {
    int columns = in.readInt();
    if (columns < 0 || columns > in.available() / (2 * Double.BYTES)) {
      throw new IOException("no room for " + columns + " columns");
    }
    double[] means = new double[columns];
    double[] factors = new double[columns];
    for (int j = 0; j < columns; j++) {
      means[j] = in.readDouble();
      factors[j] = in.readDouble();
    }
    return new StandardizedColumns(means, factors);
  }

  @Override
  public int size() {
    return means.length;
  }

  /** What is taken off a column. */
  double mean(int column) {
    return means[column];
  }

  /** What a column is then multiplied by. */
  double factor(int column) {
    return factors[column];
  }

  @Override
  public Vector vectorOf(ItemContent content) {
    double[] values = valuesOf(content).toArray();
    if (values.length != means.length) {
      throw new IllegalArgumentException(
          "an item must have " + means.length + " columns, but had " + values.length);
    }
    for (int j = 0; j < values.length; j++) {
      values[j] = (values[j] - means[j]) * factors[j];
    }
    return DenseVector.of(values);
  }

  @Override
  public byte[] toBytes() {
    return StoredFeatures.write(
        StoredFeatures.COLUMNS,
        out -> {
          out.writeInt(means.length);
          for (int j = 0; j < means.length; j++) {
            out.writeDouble(means[j]);
            out.writeDouble(factors[j]);
          }
        });
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StandardizedColumns columns
        && Arrays.equals(means, columns.means)
        && Arrays.equals(factors, columns.factors);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(means) + Arrays.hashCode(factors);
  }

  private static DenseVector valuesOf(ItemContent content) {
    if (content instanceof ItemContent.Features features) {
      return features.values();
    }
    throw new IllegalArgumentException(
        "the feature space was fitted to numeric columns, but the item is a "
            + content.getClass().getSimpleName());
  }
}
