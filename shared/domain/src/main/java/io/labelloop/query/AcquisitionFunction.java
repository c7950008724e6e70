package io.labelloop.query;

/**
 * Says how informative the label of one item would be, from what the model says of it and where it
 * lies. Higher is always more informative.
 */
@FunctionalInterface
public interface AcquisitionFunction {
  double score(Candidate candidate);
}
