package io.labelloop.query;

import io.labelloop.numeric.DenseVector;
import io.labelloop.numeric.Vector;

/**
 * Information density: an item's uncertainty times how much of the pool is like it, so that
 * outliers are left alone.
 *
 * <p>The score is {@code margin(x) max(0, x m / |x|)^beta}, with {@code m} the mean of the pool's
 * vectors, each scaled to length 1: the mean cosine of {@code x} with every item of the pool is its
 * scalar product with {@code m}, so one product replaces a pass over the pool. {@code m} is
 * estimated from the pool's uniform sample. In {@code [0, 1]}; linear in classes and stored
 * entries.
 *
 * <p>Settles, Craven: An analysis of active learning strategies for sequence labeling tasks. EMNLP
 * 2008.
 */
public final class InformationDensity implements AcquisitionFunction {
  private static final AcquisitionFunction UNCERTAINTY = new MarginSampling();

  private final double[] middle;
  private final double beta;

  /**
   * @param meanDirection the middle of the pool: {@link PoolView#meanDirection}
   * @param beta how much density counts, at least 0
   */
  public InformationDensity(Vector meanDirection, double beta) {
    this.middle = new double[meanDirection.size()];
    meanDirection.addTo(this.middle, 1);
    this.beta = beta;
  }

  @Override
  public double score(Candidate candidate) {
    double length = Math.sqrt(candidate.features().squaredNorm());
    double cosine = length == 0 ? 0 : candidate.features().dot(middle) / length;
    return UNCERTAINTY.score(candidate) * Math.pow(Math.max(0, cosine), beta);
  }

  /** The mean of vectors of a size, each scaled to length 1; zero vectors stay. */
  public static Vector meanDirection(Iterable<Vector> sample, int size) {
    double[] sum = new double[size];
    int count = 0;
    for (Vector vector : sample) {
      double length = Math.sqrt(vector.squaredNorm());
      vector.addTo(sum, length == 0 ? 0 : 1 / length);
      count++;
    }
    for (int d = 0; d < size; d++) {
      sum[d] /= Math.max(1, count);
    }
    return DenseVector.of(sum);
  }
}
