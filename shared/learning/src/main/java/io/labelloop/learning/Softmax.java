package io.labelloop.learning;

/** Class probabilities from linear scores. */
final class Softmax {
  private Softmax() {}

  /**
   * Replaces scores by {@code exp(score) / sum of exp(scores)}; the largest score is taken off
   * first, so no score is too large.
   *
   * @return the log-loss of a label, {@code log(sum of exp(scores)) - score of the label}; at least
   *     0
   */
  static double toProbabilities(double[] scores, int label) {
    double largest = scores[0];
    for (double score : scores) {
      largest = Math.max(largest, score);
    }
    double ofLabel = scores[label] - largest;
    double sum = 0;
    for (int k = 0; k < scores.length; k++) {
      // StrictMath, since Math.exp may differ in its last bit between processors, and a model's
      // bytes, and the batches chosen with it, should not
      scores[k] = StrictMath.exp(scores[k] - largest);
      sum += scores[k];
    }
    for (int k = 0; k < scores.length; k++) {
      scores[k] /= sum;
    }
    return StrictMath.log(sum) - ofLabel;
  }

  /**
   * Replaces scores by probabilities as {@link #toProbabilities} does, but for the last bits, which
   * may differ between processors; several times as fast.
   */
  static void toNearProbabilities(double[] scores) {
    double largest = scores[0];
    for (double score : scores) {
      largest = Math.max(largest, score);
    }
    double sum = 0;
    for (int k = 0; k < scores.length; k++) {
      scores[k] = Math.exp(scores[k] - largest);
      sum += scores[k];
    }
    double inverse = 1 / sum;
    for (int k = 0; k < scores.length; k++) {
      scores[k] *= inverse;
    }
  }
}
