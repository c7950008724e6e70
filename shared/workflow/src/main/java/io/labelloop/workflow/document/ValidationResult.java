package io.labelloop.workflow.document;

/**
 * How a round's model did on the validation stream, which a bandit is rewarded by.
 *
 * @param labels validation items with a consolidated label
 * @param correct those that the model predicts as labeled
 * @param logLoss the mean of {@code -ln p} of their labels, in nats, with {@code p} at least 1e-6;
 *     that of a uniform guess without a model or a label
 */
public record ValidationResult(int version, int round, int labels, int correct, double logLoss) {
  public static final int VERSION = 1;
}
