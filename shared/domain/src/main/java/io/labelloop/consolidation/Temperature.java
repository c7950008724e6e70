package io.labelloop.consolidation;

import java.util.List;

/**
 * Temperature scaling: a posterior {@code q} becomes {@code q^(1/T)}, normalized. It is flatter for
 * {@code T > 1}, sharper for {@code T < 1}; the most probable class stays.
 *
 * <p>{@code T} maximizes the likelihood of known classes times a prior under which {@code ln T} is
 * {@code N(0, 1)}: without it, known items that are all labelled right would ask for certainty.
 *
 * <p>Guo, Pleiss, Sun, Weinberger: On calibration of modern neural networks. ICML 2017 (the method,
 * there for logits).
 *
 * @param value {@code T}, above 0
 */
public record Temperature(double value) {
  /** Leaves a posterior as it is. */
  public static final Temperature ONE = new Temperature(1);

  private static final double COLDEST = Math.log(0.05);
  private static final double HOTTEST = Math.log(100);
  private static final double PRECISION = 1e-6;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  // a probability that underflowed, or a class that got no vote, must not veto every temperature
  private static final double SMALLEST = 1e-15;

  public Temperature {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(
          "a temperature must be above 0 and finite, but was " + value);
    }
  }

  /**
   * Fits the temperature by golden-section search between 0.05 and 100.
   *
   * @param posteriors of items whose class is known, not clamped to it
   * @param truth the class of each
   */
  public static Temperature fit(List<double[]> posteriors, int[] truth) {
    double low = COLDEST;
    double high = HOTTEST;
    double left = high - GOLDEN * (high - low);
    double right = low + GOLDEN * (high - low);
    double leftLoss = loss(posteriors, truth, left);
    double rightLoss = loss(posteriors, truth, right);
    while (high - low > PRECISION) {
      if (leftLoss < rightLoss) {
        high = right;
        right = left;
        rightLoss = leftLoss;
        left = high - GOLDEN * (high - low);
        leftLoss = loss(posteriors, truth, left);
      } else {
        low = left;
        left = right;
        leftLoss = rightLoss;
        right = low + GOLDEN * (high - low);
        rightLoss = loss(posteriors, truth, right);
      }
    }
    return new Temperature(Math.exp((low + high) / 2));
  }

  private static double loss(List<double[]> posteriors, int[] truth, double logTemperature) {
    Temperature temperature = new Temperature(Math.exp(logTemperature));
    double loss = logTemperature * logTemperature / 2;
    for (int i = 0; i < truth.length; i++) {
      loss -= Math.log(temperature.applyTo(posteriors.get(i))[truth[i]]);
    }
    return loss;
  }

  /** The posterior at this temperature. */
  public double[] applyTo(double[] posterior) {
    double max = SMALLEST;
    for (double p : posterior) {
      max = Math.max(max, p);
    }
    double[] scaled = new double[posterior.length];
    double sum = 0;
    for (int c = 0; c < scaled.length; c++) {
      scaled[c] = Math.pow(Math.max(posterior[c], SMALLEST) / max, 1 / value);
      sum += scaled[c];
    }
    for (int c = 0; c < scaled.length; c++) {
      scaled[c] /= sum;
    }
    return scaled;
  }
}
