package io.labelloop.query;

/**
 * Random sampling: finds every item equally informative, so that the order that breaks ties
 * decides. That order is uniform ({@link io.labelloop.pool.SeededOrder}), and so is the choice.
 */
public final class RandomSampling implements AcquisitionFunction {
  @Override
  public double score(Candidate candidate) {
    return 0;
  }
}
