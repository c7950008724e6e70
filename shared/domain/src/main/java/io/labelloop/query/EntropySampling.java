package io.labelloop.query;

/**
 * Entropy sampling: prefers items whose class distribution is spread out.
 *
 * <p>The score is the Shannon entropy of the prediction divided by {@code log K}: 0 when the model
 * is certain, 1 when all classes tie. A class of probability 0 adds nothing.
 *
 * <p>Dagan, Engelson: Committee-based sampling for training probabilistic classifiers. ICML 1995.
 */
public final class EntropySampling implements ProbabilityAcquisition {
  @Override
  public double scoreOf(double[] probabilities) {
    double entropy = 0;
    for (double p : probabilities) {
      entropy -= p > 0 ? p * Math.log(p) : 0;
    }
    return entropy / Math.log(probabilities.length);
  }
}
