package io.labelloop.query;

/**
 * Model change by its maximum over the labels: {@code |x| max_y |p - e_y|}, the longest gradient
 * that any label could bring. It is largest for items that lie far out and have a class that the
 * model rules out. Linear in the number of classes.
 *
 * <p>The variant of {@link ExpectedGradientLength} with the maximum in place of the mean: Settles,
 * Craven: An analysis of active learning strategies for sequence labeling tasks. EMNLP 2008,
 * section 3.3 (there the mean).
 */
public final class MaximumModelChange implements AcquisitionFunction {
  @Override
  public double score(Candidate candidate) {
    double[] p = candidate.probabilities();
    double least = 1;
    for (double probability : p) {
      least = Math.min(least, probability);
    }
    return ExpectedGradientLength.inputLength(candidate)
        * ExpectedGradientLength.length(ExpectedGradientLength.squaredNorm(p), least);
  }
}
