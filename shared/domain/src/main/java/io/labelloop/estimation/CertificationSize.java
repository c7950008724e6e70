package io.labelloop.estimation;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * The rule for how many certification labels a campaign draws.
 *
 * <p>Enough to certify, with probability {@code power}, a model whose accuracy is the hoped-for
 * one, yet not more than a share of the pool.
 *
 * @param power in {@code (0, 1)}
 * @param poolShare the largest share of the pool that is drawn, in {@code (0, 1]}
 */
public record CertificationSize(double power, double poolShare) {
  /** Power .9, at most half of the pool. */
  public static final CertificationSize DEFAULT = new CertificationSize(0.9, 0.5);

  /** The largest number of labels that is planned with; more are never worth their price. */
  public static final int MAX_LABELS = 50_000_000;

  private static final double SMALLEST_HOPE = 0.01;

  /**
   * How many labels to draw, and why.
   *
   * @param labels to draw
   * @param needed for the wished power; more than {@code labels} if the pool is too small
   * @param hopedFor the true accuracy that this counts with
   */
  public record Plan(int labels, int needed, double hopedFor) {
    /** Whether the pool is too small for the wished power. */
    public boolean capped() {
      return labels < needed;
    }
  }

  public CertificationSize {
    if (!(power > 0 && power < 1)) {
      throw new IllegalArgumentException("power must be above 0 and below 1, but was " + power);
    }
    if (!(poolShare > 0 && poolShare <= 1)) {
      throw new IllegalArgumentException(
          "the pool share must be above 0 and at most 1, but was " + poolShare);
    }
  }

  /** How many labels a test needs of a pool. */
  public Plan plan(CertificationTest test, long poolItems) {
    double hopedFor = hopedForAccuracy(test.target());
    double alpha = test.spending().planningAlpha(1 - test.confidence());
    int needed = labelsNeeded(test.method(), test.target(), alpha, hopedFor, power);
    long cap = (long) Math.floor(poolItems * poolShare);
    return new Plan((int) Math.min(needed, cap), needed, hopedFor);
  }

  /**
   * The accuracy that a campaign is planned for: halfway between target and 1, at least .01 above
   * the target where that is below 1.
   */
  public static double hopedForAccuracy(double target) {
    double halfway = 1 - (1 - target) / 2;
    return target + SMALLEST_HOPE < 1 ? Math.max(halfway, target + SMALLEST_HOPE) : halfway;
  }

  /**
   * The smallest number of labels from which on a model of a true accuracy is certified with at
   * least a power.
   *
   * <p>Power is not monotone in the number of labels: it falls slowly while the number of mistakes
   * that is allowed stays the same, and jumps when that grows. The result is the first number after
   * the last valley that is too deep. Takes {@code O(log^2 n)} binomial probabilities.
   *
   * @param method of the round's bound
   * @param target in {@code (0, 1)}
   * @param alpha the error of the round that certifies, in {@code (0, 1)}
   * @param trueAccuracy above the target, at most 1
   * @param power in {@code (0, 1)}
   */
  public static int labelsNeeded(
      BoundMethod method, double target, double alpha, double trueAccuracy, double power) {
    if (!(target > 0 && target < trueAccuracy && trueAccuracy <= 1)) {
      throw new IllegalArgumentException(
          "only an accuracy above the target can be certified, but target and accuracy were "
              + target
              + " and "
              + trueAccuracy);
    }
    if (!(alpha > 0 && alpha < 1 && power > 0 && power < 1)) {
      throw new IllegalArgumentException(
          "alpha and power must be in (0, 1), but were " + alpha + " and " + power);
    }
    // the deepest valleys get shallower as more mistakes are allowed, so that bisection finds the
    // last one that is too deep
    int tooFew = -1;
    int enough = 0;
    while (!reachesPower(method, enough, target, alpha, trueAccuracy, power)) {
      tooFew = enough;
      enough = 2 * enough + 1;
      if (labelsAllowing(method, enough, target, alpha) >= MAX_LABELS) {
        return MAX_LABELS;
      }
    }
    while (enough - tooFew > 1) {
      int middle = (enough + tooFew) >>> 1;
      if (reachesPower(method, middle, target, alpha, trueAccuracy, power)) {
        enough = middle;
      } else {
        tooFew = middle;
      }
    }
    return labelsAllowing(method, enough, target, alpha);
  }

  /** The probability that a test of {@code labels} certifies a model of a true accuracy. */
  public static double powerOf(
      BoundMethod method, int labels, double target, double alpha, double trueAccuracy) {
    int mistakes = mistakesAllowed(method, labels, target, alpha);
    return mistakes < 0 ? 0 : atMost(mistakes, labels, 1 - trueAccuracy);
  }

  // the power is lowest at the largest number of labels that still allows no more mistakes
  private static boolean reachesPower(
      BoundMethod method,
      int mistakes,
      double target,
      double alpha,
      double trueAccuracy,
      double power) {
    int last = labelsAllowing(method, mistakes + 1, target, alpha) - 1;
    return atMost(mistakes, last, 1 - trueAccuracy) >= power;
  }

  // the smallest number of labels with which so many mistakes still certify the target
  private static int labelsAllowing(BoundMethod method, int mistakes, double target, double alpha) {
    int tooFew = mistakes;
    int enough = mistakes + 1;
    while (enough < MAX_LABELS && !method.certifies(mistakes, enough, target, alpha)) {
      tooFew = enough;
      enough = Math.min(MAX_LABELS, 2 * enough);
    }
    while (enough - tooFew > 1) {
      int middle = (enough + tooFew) >>> 1;
      if (method.certifies(mistakes, middle, target, alpha)) {
        enough = middle;
      } else {
        tooFew = middle;
      }
    }
    return enough;
  }

  private static int mistakesAllowed(BoundMethod method, int labels, double target, double alpha) {
    int allowed = -1;
    int tooMany = labels + 1;
    while (tooMany - allowed > 1) {
      int middle = (allowed + tooMany) >> 1;
      if (method.certifies(middle, labels, target, alpha)) {
        allowed = middle;
      } else {
        tooMany = middle;
      }
    }
    return allowed;
  }

  private static double atMost(int mistakes, int labels, double errorRate) {
    return BinomialDistribution.of(labels, errorRate).cumulativeProbability(mistakes);
  }
}
