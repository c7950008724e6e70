package io.labelloop.query;

import java.util.Arrays;

/**
 * EXP3, the exponential-weight algorithm for exploration and exploitation: one of {@code K} arms is
 * drawn each time, and only its reward is seen. Nothing is assumed of how rewards come about: they
 * may change from time to time, as those of query strategies do while a model grows.
 *
 * <p>Arm {@code i} is drawn with probability {@code p_i = (1 - g) w_i / sum_j w_j + g / K}. After a
 * reward {@code x} in {@code [0, 1]} of the drawn arm its weight is multiplied by {@code exp(g x /
 * (p_i K))}; all weights begin at 1. With {@code g = min(1, sqrt(K ln K / ((e - 1) T)))} the
 * expected reward of {@code T} draws is below that of the best single arm by at most {@code 2.63
 * sqrt(T K ln K)} (corollary 3.2).
 *
 * <p>Immutable; weights are kept as logarithms.
 *
 * <p>Auer, Cesa-Bianchi, Freund, Schapire: The nonstochastic multiarmed bandit problem. SIAM
 * Journal on Computing 32, 2002.
 */
public final class Exp3 {
  private final double exploration;
  private final double[] logWeights;

  private Exp3(double exploration, double... logWeights) {
    this.exploration = exploration;
    this.logWeights = logWeights;
  }

  /**
   * Before the first draw.
   *
   * @param arms at least 1
   * @param draws how many there will be about, at least 1
   */
  public static Exp3 start(int arms, int draws) {
    if (arms < 1 || draws < 1) {
      throw new IllegalArgumentException(
          "a bandit has at least 1 arm and 1 draw, but had " + arms + " and " + draws);
    }
    return new Exp3(
        Math.min(1, Math.sqrt(arms * Math.log(arms) / ((Math.E - 1) * draws))), new double[arms]);
  }

  /** The probability of each arm; at least {@code g / K} each, and 1 in all. */
  public double[] probabilities() {
    // the largest is taken out, so that none overflows
    double most = Arrays.stream(logWeights).max().orElse(0);
    double[] weights = Arrays.stream(logWeights).map(log -> Math.exp(log - most)).toArray();
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights)
        .map(weight -> (1 - exploration) * weight / sum + exploration / weights.length)
        .toArray();
  }

  /**
   * The arm that a number stands for.
   *
   * @param uniform in {@code [0, 1)}, drawn uniformly
   */
  public int arm(double uniform) {
    double[] probabilities = probabilities();
    double sum = 0;
    for (int arm = 0; arm < probabilities.length; arm++) {
      sum += probabilities[arm];
      if (uniform < sum) {
        return arm;
      }
    }
    // sums may end a rounding error below 1
    return probabilities.length - 1;
  }

  /**
   * What is known after a draw.
   *
   * @param reward in {@code [0, 1]}
   */
  public Exp3 rewarded(int arm, double reward) {
    if (!(reward >= 0 && reward <= 1)) {
      throw new IllegalArgumentException("a reward lies in [0, 1], but was " + reward);
    }
    double[] next = logWeights.clone();
    next[arm] += exploration * reward / (probabilities()[arm] * next.length);
    return new Exp3(exploration, next);
  }
}
