package io.labelloop.learning;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The parameters of a linear softmax model over all classes of a task.
 *
 * @param features the indices of the features that weigh something, ascending
 * @param rows feature by feature, one number per class
 * @param intercepts one number per class
 */
@SuppressWarnings("ArrayRecordComponent") // large, made once, and not changed by this package
record Weights(int[] features, double[] rows, double[] intercepts) {

  /**
   * Spreads the solution for the classes that have examples over all classes; see {@link
   * LogisticRegressionLearner} for what the others get.
   *
   * @param solution weights feature by feature for the seen classes, then their intercepts
   * @param seen the indices of the classes that have examples, ascending
   * @param counts examples per class
   */
  static Weights of(int[] features, double[] solution, int[] seen, int[] counts) {
    int classes = counts.length;
    double[] rows = new double[features.length * classes];
    for (int row = 0; row < features.length; row++) {
      spread(solution, row * seen.length, seen, rows, row * classes);
    }
    double[] intercepts = new double[classes];
    spread(solution, features.length * seen.length, seen, intercepts, 0);
    int examples = 0;
    for (int count : counts) {
      examples += count;
    }
    for (int k = 0; k < classes; k++) {
      if (counts[k] == 0) {
        intercepts[k] = -StrictMath.log(examples + 1.0);
      }
    }
    return new Weights(features, rows, intercepts);
  }

  /**
   * These with others added.
   *
   * @param others the indices of the other features, ascending
   * @param solution their weights feature by feature for all classes, then what is added to the
   *     intercepts
   */
  Weights plus(int[] others, double[] solution) {
    int classes = intercepts.length;
    int[] all =
        IntStream.concat(Arrays.stream(features), Arrays.stream(others))
            .distinct()
            .sorted()
            .toArray();
    double[] sums = new double[all.length * classes];
    add(features, rows, all, sums);
    add(others, solution, all, sums);
    double[] moved = intercepts.clone();
    for (int k = 0; k < classes; k++) {
      moved[k] += solution[others.length * classes + k];
    }
    return new Weights(all, sums, moved);
  }

  private void add(int[] some, double[] values, int[] all, double[] sums) {
    int classes = intercepts.length;
    for (int row = 0; row < some.length; row++) {
      int place = Arrays.binarySearch(all, some[row]);
      for (int k = 0; k < classes; k++) {
        sums[place * classes + k] += values[row * classes + k];
      }
    }
  }

  /** The same with all scores divided by a temperature: a flatter softmax if it is above 1. */
  Weights dividedBy(double temperature) {
    return new Weights(features, divided(rows, temperature), divided(intercepts, temperature));
  }

  private static double[] divided(double[] values, double by) {
    return Arrays.stream(values).map(value -> value / by).toArray();
  }

  // centred, which changes no probability: then a score of 0 is the mean score of the seen classes
  private static void spread(double[] from, int start, int[] seen, double[] to, int row) {
    double mean = 0;
    for (int j = 0; j < seen.length; j++) {
      mean += from[start + j] / seen.length;
    }
    for (int j = 0; j < seen.length; j++) {
      to[row + seen[j]] = from[start + j] - mean;
    }
  }
}
