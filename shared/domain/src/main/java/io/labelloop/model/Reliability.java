package io.labelloop.model;

import io.labelloop.numeric.ArgMax;
import java.util.ArrayList;
import java.util.List;

/**
 * A reliability diagram: predictions in bins of equal width by how probable the model holds the
 * class that it predicts, with how often it is right in each.
 *
 * <p>Guo, Pleiss, Sun, Weinberger: On calibration of modern neural networks. ICML 2017, section 2.
 *
 * @param bins those with at least one prediction, by rising confidence
 */
public record Reliability(List<Bin> bins) {
  /** How many bins there are at most. */
  public static final int BINS = 10;

  /**
   * Predictions whose confidences lie close together.
   *
   * @param count at least 1
   * @param confidence their mean probability of the predicted class
   * @param accuracy the share of them that is right
   */
  public record Bin(int count, double confidence, double accuracy) {}

  public Reliability {
    bins = List.copyOf(bins);
  }

  /**
   * The diagram of predictions.
   *
   * @param rows class probabilities, one row per item
   * @param labels the index of each item's class
   */
  public static Reliability of(List<double[]> rows, List<Integer> labels) {
    int[] counts = new int[BINS];
    int[] right = new int[BINS];
    double[] confidences = new double[BINS];
    for (int i = 0; i < rows.size(); i++) {
      int predicted = ArgMax.of(rows.get(i));
      double confidence = rows.get(i)[predicted];
      int bin = Math.min(BINS - 1, (int) (confidence * BINS));
      counts[bin]++;
      confidences[bin] += confidence;
      right[bin] += predicted == labels.get(i) ? 1 : 0;
    }
    var bins = new ArrayList<Bin>();
    for (int bin = 0; bin < BINS; bin++) {
      if (counts[bin] > 0) {
        bins.add(
            new Bin(
                counts[bin], confidences[bin] / counts[bin], (double) right[bin] / counts[bin]));
      }
    }
    return new Reliability(bins);
  }

  /**
   * The expected calibration error: how far confidence and accuracy lie apart, averaged over the
   * predictions; 0 to 1, and 0 without predictions. Biased upwards with few predictions in a bin.
   */
  public double expectedError() {
    long all = bins.stream().mapToLong(Bin::count).sum();
    double error = 0;
    for (Bin bin : bins) {
      error += bin.count() * Math.abs(bin.confidence() - bin.accuracy()) / all;
    }
    return error;
  }
}
