package io.labelloop.query;

/**
 * Margin sampling: prefers items whose two most probable classes are close.
 *
 * <p>The score of an item is {@code 1 - (p1 - p2)}, with {@code p1 >= p2} its two largest class
 * probabilities: 0 when the model is certain, 1 when they tie. Linear in the number of classes.
 *
 * <p>Scheffer, Decomain, Wrobel: Active Hidden Markov Models for Information Extraction. IDA 2001.
 */
public final class MarginSampling implements ProbabilityAcquisition {
  @Override
  public double scoreOf(double[] probabilities) {
    TopTwo top = TopTwo.of(probabilities);
    return 1 - (top.first() - top.second());
  }
}
