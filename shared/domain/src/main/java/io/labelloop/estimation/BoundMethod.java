package io.labelloop.estimation;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/** How an accuracy is bounded from labels, by what their number may depend on. */
public enum BoundMethod {
  /** The number of labels does not depend on results: {@link ClopperPearson}. */
  CLOPPER_PEARSON {
    @Override
    public double lowerBound(int correct, int labels, double target, double alpha) {
      return ClopperPearson.lowerBound(correct, labels, alpha);
    }

    @Override
    boolean certifies(int mistakes, int labels, double target, double alpha) {
      return BinomialDistribution.of(labels, 1 - target).cumulativeProbability(mistakes) <= alpha;
    }
  },

  /** Labels come in parts, whose sizes may depend on results: {@link TruncatedBetaMixture}. */
  TRUNCATED_BETA_MIXTURE {
    @Override
    public double lowerBound(int correct, int labels, double target, double alpha) {
      return new TruncatedBetaMixture(target).lowerBound(correct, labels, alpha);
    }

    @Override
    boolean certifies(int mistakes, int labels, double target, double alpha) {
      return new TruncatedBetaMixture(target).certifies(labels - mistakes, labels, alpha);
    }
  };

  /**
   * What the accuracy is at least, but for an error of {@code alpha}; 0 without labels or error.
   *
   * @param target the accuracy at which the bound is to be sharp, in {@code (0, 1)}
   */
  public abstract double lowerBound(int correct, int labels, double target, double alpha);

  /** Whether so many mistakes still certify the target. */
  abstract boolean certifies(int mistakes, int labels, double target, double alpha);
}
