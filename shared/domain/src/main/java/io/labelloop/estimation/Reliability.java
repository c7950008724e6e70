package io.labelloop.estimation;

import io.labelloop.numeric.ArgMax;
import java.util.ArrayList;
import java.util.List;

/**
 * How well stated confidences fit how often labels are right: a reliability diagram.
 *
 * <p>Guo, Pleiss, Sun, Weinberger: On calibration of modern neural networks. ICML 2017, section 2.
 * The expected calibration error is biased upwards where bins hold few labels.
 *
 * @param bins those of ten equally wide bins of confidence that hold a label, ascending
 * @param expectedCalibrationError the mean distance between confidence and accuracy of the bins,
 *     weighed by their labels, in {@code [0, 1]}
 */
public record Reliability(List<Bin> bins, double expectedCalibrationError) {
  private static final int BINS = 10;

  public Reliability {
    bins = List.copyOf(bins);
  }

  /**
   * Labels of about the same confidence.
   *
   * @param labels how many
   * @param confidence their mean
   * @param accuracy the share of right ones, ties counted by their chance
   */
  public record Bin(int labels, double confidence, double accuracy) {}

  /**
   * The diagram of a model's predictions.
   *
   * @param rows class probabilities, one row per item
   * @param labels the index of each item's class
   */
  public static Reliability of(List<double[]> rows, List<Integer> labels) {
    double[] confidences = new double[rows.size()];
    double[] right = new double[rows.size()];
    for (int i = 0; i < right.length; i++) {
      int predicted = ArgMax.of(rows.get(i));
      confidences[i] = rows.get(i)[predicted];
      right[i] = predicted == labels.get(i) ? 1 : 0;
    }
    return of(confidences, right);
  }

  /**
   * @param confidences the stated probability of each label
   * @param right whether it was right, a tie by its chance; as many
   */
  public static Reliability of(double[] confidences, double[] right) {
    int[] counts = new int[BINS];
    double[] confidence = new double[BINS];
    double[] accuracy = new double[BINS];
    for (int i = 0; i < confidences.length; i++) {
      int bin = Math.min(BINS - 1, (int) (confidences[i] * BINS));
      counts[bin]++;
      confidence[bin] += confidences[i];
      accuracy[bin] += right[i];
    }
    List<Bin> bins = new ArrayList<>();
    double error = 0;
    for (int bin = 0; bin < BINS; bin++) {
      if (counts[bin] > 0) {
        error += Math.abs(confidence[bin] - accuracy[bin]);
        bins.add(new Bin(counts[bin], confidence[bin] / counts[bin], accuracy[bin] / counts[bin]));
      }
    }
    return new Reliability(bins, confidences.length == 0 ? 0 : error / confidences.length);
  }
}
