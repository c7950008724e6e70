package io.labelloop.query;

/**
 * The version-space split: how evenly an item's label would cut a committee that stands for the
 * models which agree with the labels so far.
 *
 * <p>The score is the Gini index of the votes, {@code 1 - sum_k (V_k / M)^2}, divided by its
 * largest value {@code 1 - 1/K}: 0 when all members agree, 1 at an even split. For two classes it
 * ranks as the product of the two counts does. Linear in members and classes.
 *
 * <p>Mitchell: Generalization as search. Artificial Intelligence 18(2), 1982. Cohn, Atlas, Ladner:
 * Improving generalization with active learning. Machine Learning 15(2), 1994.
 */
public final class VersionSpaceSplit implements AcquisitionFunction {
  @Override
  public double score(Candidate candidate) {
    int members = candidate.prediction().members().size();
    if (members == 0) {
      return 0;
    }
    int[] votes = VoteEntropy.votes(candidate);
    double concentration = 0;
    for (int count : votes) {
      double share = (double) count / members;
      concentration += share * share;
    }
    return (1 - concentration) / (1 - 1.0 / votes.length);
  }
}
