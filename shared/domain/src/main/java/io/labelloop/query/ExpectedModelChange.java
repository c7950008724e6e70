package io.labelloop.query;

import java.util.List;

/**
 * Expected model change by Monte Carlo over a committee: the length of the gradient that an item
 * would bring, with its label drawn from what the members of the committee say rather than from the
 * model itself. The gradient is the last layer's, {@code (p - e_y) x'}, so it serves any model with
 * probabilities. Linear in members and classes.
 *
 * <p>Cai, Zhang, Zhou: Maximizing expected model change for active learning in regression. ICDM
 * 2013.
 */
public final class ExpectedModelChange implements AcquisitionFunction {
  @Override
  public double score(Candidate candidate) {
    List<double[]> members = candidate.prediction().members();
    double sum = 0;
    for (double[] member : members) {
      sum += ExpectedGradientLength.expected(candidate, member);
    }
    return members.isEmpty() ? 0 : sum / members.size();
  }
}
