package io.labelloop.query;

/**
 * Ratio sampling: the probability of the second class as a share of the first's, in {@code [0, 1]};
 * 1 when they tie. For two classes it ranks as margin, entropy and least confidence do. Linear in
 * the number of classes.
 *
 * <p>Settles: Active Learning. Morgan and Claypool, 2012, section 2.3.
 */
public final class RatioSampling implements ProbabilityAcquisition {
  @Override
  public double scoreOf(double[] probabilities) {
    TopTwo top = TopTwo.of(probabilities);
    return top.first() == 0 ? 1 : top.second() / top.first();
  }
}
