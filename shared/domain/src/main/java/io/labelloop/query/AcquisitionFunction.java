package io.labelloop.query;

/**
 * Says how informative the label of one item would be, from the model's prediction alone. Higher is
 * always more informative.
 */
@FunctionalInterface
public interface AcquisitionFunction {
  double score(Prediction prediction);
}
