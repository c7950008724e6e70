package io.labelloop.estimation;

/**
 * What the certification labels say about the accuracy of a round's model.
 *
 * @param round counted from 1
 * @param labels how many certification labels the model was held against
 * @param correct how many of them it predicted
 * @param lowerBound what the accuracy is at least; with probability {@code confidence}, this holds
 *     in all rounds of the campaign at once
 * @param confidence of the whole campaign, not of this round alone
 * @param target the accuracy to certify
 */
public record AccuracyBound(
    int round, int labels, int correct, double lowerBound, double confidence, double target) {
  public AccuracyBound {
    requireCounts(correct, labels);
    if (!(lowerBound >= 0 && lowerBound <= 1)) {
      throw new IllegalArgumentException("a lower bound is in [0, 1], but was " + lowerBound);
    }
  }

  /** Whether the target is certified: the lower bound reaches it. */
  public boolean certified() {
    return labels > 0 && lowerBound >= target;
  }

  /** The share of correct predictions, which is no certificate; NaN without labels. */
  public double accuracy() {
    return (double) correct / labels;
  }

  /**
   * Refuses impossible counts.
   *
   * @throws IllegalArgumentException if not 0 to {@code labels} predictions are correct
   */
  static void requireCounts(int correct, int labels) {
    if (correct < 0 || correct > labels) {
      throw new IllegalArgumentException(
          "correct predictions must be between 0 and the number of labels, but were "
              + correct
              + " of "
              + labels);
    }
  }
}
