package io.labelloop.model;

import java.util.List;

/**
 * A temperature, by which the logarithms of class probabilities are divided: above 1 it takes
 * certainty away, below 1 it adds some, and 1 changes nothing. The most probable class stays the
 * same.
 *
 * <p>Guo, Pleiss, Sun, Weinberger: On calibration of modern neural networks. ICML 2017, section
 * 4.2. Platt: Probabilistic outputs for support vector machines. 1999 (smoothed targets).
 *
 * @param value in [{@value #LEAST}, {@value #MOST}]
 */
public record Temperature(double value) {
  /** A softmax that is 20 times as sharp. */
  public static final double LEAST = 0.05;

  /** A softmax that is 20 times as flat. */
  public static final double MOST = 20;

  /** Changes nothing. */
  public static final Temperature NEUTRAL = new Temperature(1);

  /** Below this many predictions no temperature is fitted: chance would be most of it. */
  public static final int FEWEST = 10;

  // a probability of 0 would make any other label's loss infinite
  private static final double TINY = 1e-300;
  // golden sections of the logarithm of the temperature; its 40th is shorter than 1e-7
  private static final int SECTIONS = 40;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  public Temperature {
    if (!(value >= LEAST && value <= MOST)) {
      throw new IllegalArgumentException(
          "a temperature lies from " + LEAST + " to " + MOST + ", but was " + value);
    }
  }

  /**
   * The temperature with the smallest log-loss on predictions of items that the model was not
   * trained on; neutral with fewer than {@value #FEWEST}. Each label counts as {@code n} of {@code
   * n + 1} observations for {@code n} items, the last of which is spread evenly over the classes,
   * or predictions that are all right would ask for a temperature of 0 (Platt 1999 does the same
   * for two classes). The loss is convex in the temperature's inverse, so it has one minimum, which
   * golden sections find.
   *
   * @param rows class probabilities, one row per item
   * @param labels the index of each item's class
   */
  public static Temperature fit(List<double[]> rows, List<Integer> labels) {
    if (rows.size() != labels.size()) {
      throw new IllegalArgumentException(
          "there must be one label per row, but there were "
              + labels.size()
              + " for "
              + rows.size());
    }
    if (rows.size() < FEWEST) {
      return NEUTRAL;
    }
    double spread = 1.0 / (rows.size() + 1);
    double low = StrictMath.log(LEAST);
    double high = StrictMath.log(MOST);
    for (int section = 0; section < SECTIONS; section++) {
      double left = high - GOLDEN * (high - low);
      double right = low + GOLDEN * (high - low);
      if (logLoss(rows, labels, StrictMath.exp(left), spread)
          <= logLoss(rows, labels, StrictMath.exp(right), spread)) {
        high = right;
      } else {
        low = left;
      }
    }
    return new Temperature(Math.clamp(StrictMath.exp((low + high) / 2), LEAST, MOST));
  }

  /** The class probabilities at this temperature; the row itself is not changed. */
  public double[] applyTo(double[] row) {
    return value == 1 ? row.clone() : at(row, value);
  }

  /** The mean log-loss of predictions at this temperature, in nats. */
  public double logLoss(List<double[]> rows, List<Integer> labels) {
    return logLoss(rows, labels, value, 0);
  }

  private static double logLoss(
      List<double[]> rows, List<Integer> labels, double temperature, double spread) {
    double loss = 0;
    for (int i = 0; i < rows.size(); i++) {
      double[] row = at(rows.get(i), temperature);
      double even = spread / row.length;
      for (int k = 0; k < row.length; k++) {
        double target = even + (k == labels.get(i) ? 1 - spread : 0);
        loss -= target * StrictMath.log(Math.max(TINY, row[k]));
      }
    }
    return loss / rows.size();
  }

  private static double[] at(double[] row, double temperature) {
    double[] scaled = new double[row.length];
    double largest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < row.length; k++) {
      scaled[k] = StrictMath.log(Math.max(TINY, row[k])) / temperature;
      largest = Math.max(largest, scaled[k]);
    }
    double sum = 0;
    for (int k = 0; k < row.length; k++) {
      scaled[k] = StrictMath.exp(scaled[k] - largest);
      sum += scaled[k];
    }
    for (int k = 0; k < row.length; k++) {
      scaled[k] /= sum;
    }
    return scaled;
  }
}
