package io.labelloop.query;

import io.labelloop.sequence.TagDistribution;
import java.util.List;

/**
 * Token vote entropy: prefers sentences about whose tags the members of a committee vote
 * differently.
 *
 * <p>The score is the mean over tokens of the entropy of the votes, in nats, from 0 where all agree
 * to {@code ln} of the number of members; a member votes for the most probable tag of the token.
 *
 * <p>Dagan, Engelson: Committee-based sampling for training probabilistic classifiers. ICML 1995.
 * Settles, Craven: An analysis of active learning strategies for sequence labeling tasks. EMNLP
 * 2008, section 3.2.
 */
public final class TokenVoteEntropy implements SequenceAcquisition {
  /** A single member agrees with itself. */
  @Override
  public double score(TagDistribution distribution) {
    return 0;
  }

  @Override
  public int committee() {
    return QueryStrategies.COMMITTEE;
  }

  @Override
  public double score(List<TagDistribution> distributions) {
    List<double[][]> marginals = distributions.stream().map(TagDistribution::marginals).toList();
    int tokens = distributions.getFirst().size();
    double sum = 0;
    for (int t = 0; t < tokens; t++) {
      int token = t;
      List<double[]> members = marginals.stream().map(member -> member[token]).toList();
      int[] votes = Disagreement.votes(members, members.getFirst().length);
      sum += Disagreement.voteEntropy(votes, members.size());
    }
    return sum / tokens;
  }
}
