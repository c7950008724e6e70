package io.labelloop.query;

/**
 * Query by committee with hard votes: the entropy of the share of members that vote for each class,
 * divided by {@code ln min(M, K)}, so that it lies in {@code [0, 1]}: 0 when all agree. Linear in
 * members and classes.
 *
 * <p>Dagan, Engelson: Committee-based sampling for training probabilistic classifiers. ICML 1995.
 */
public final class VoteEntropy implements AcquisitionFunction {
  @Override
  public double score(Candidate candidate) {
    int[] votes = votes(candidate);
    int members = candidate.prediction().members().size();
    return Disagreement.voteEntropy(votes, members)
        / Math.log(Math.max(2, Math.min(members, votes.length)));
  }

  /** How many members vote for each class. */
  static int[] votes(Candidate candidate) {
    return Disagreement.votes(candidate.prediction().members(), candidate.probabilities().length);
  }
}
