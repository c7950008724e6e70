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

/**
 * Numeric columns, centred on their means and divided by their standard deviations in the sample. A
 * column that does not vary in the sample becomes 0 for every item.
 */
final class StandardizedColumns implements FeatureSpace {
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
    int items = 0;
    for (Item item : sample) {
      DenseVector values = valuesOf(item.content());
      if (values.size() != columns) {
        throw new IllegalArgumentException(
            "item " + item.id() + " has " + values.size() + " columns, but others have " + columns);
      }
      items++;
      for (int j = 0; j < columns; j++) {
        double before = values.get(j) - means[j];
        means[j] += before / items;
        squares[j] += before * (values.get(j) - means[j]);
      }
    }
    double[] factors = new double[columns];
    for (int j = 0; j < columns; j++) {
      double deviation = Math.sqrt(squares[j] / items);
      factors[j] = deviation > 0 ? 1 / deviation : 0;
    }
    return new StandardizedColumns(means, factors);
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
