package io.labelloop.query;

import java.util.List;

/**
 * Query by committee with soft votes: the mean Kullback-Leibler divergence of the members'
 * predictions from their mean, in nats; 0 when all members say the same. This is the Jensen-Shannon
 * divergence of the members, and with members drawn from the posterior the mutual information of
 * label and model (BALD). Linear in members and classes.
 *
 * <p>McCallum, Nigam: Employing EM and pool-based active learning for text classification. ICML
 * 1998. Houlsby, Huszar, Ghahramani, Lengyel: Bayesian active learning for classification and
 * preference learning. arXiv 1112.5745, 2011.
 */
public final class KlToMean implements AcquisitionFunction {
  @Override
  public double score(Candidate candidate) {
    List<double[]> members = candidate.prediction().members();
    return members.isEmpty() ? 0 : Disagreement.klToMean(members);
  }
}
