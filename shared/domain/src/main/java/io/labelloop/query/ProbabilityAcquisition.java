package io.labelloop.query;

/**
 * An acquisition function that looks at the model's class probabilities and at nothing else, so
 * that an item can be scored before there is more of it.
 */
@FunctionalInterface
public interface ProbabilityAcquisition extends AcquisitionFunction {
  /**
   * The score of an item.
   *
   * @param probabilities one per class, summing to 1; not changed
   */
  double scoreOf(double[] probabilities);

  @Override
  default double score(Candidate candidate) {
    return scoreOf(candidate.probabilities());
  }
}
