package io.labelloop.query;

import io.labelloop.sequence.TagDistribution;
import java.util.List;

/**
 * Token KL divergence to the mean: prefers sentences about whose tags the members of a committee
 * are sure of different things.
 *
 * <p>The score is the mean over tokens and members of the divergence of the member's marginal
 * distribution from the mean of all members', in nats and at least 0. It is the mutual information
 * of the tag and the member, token by token.
 *
 * <p>McCallum, Nigam: Employing EM and pool-based active learning for text classification. ICML
 * 1998. Settles, Craven: An analysis of active learning strategies for sequence labeling tasks.
 * EMNLP 2008, section 3.2.
 */
public final class TokenKlToMean implements SequenceAcquisition {
  /** A single member is its own mean. */
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
      sum += Disagreement.klToMean(marginals.stream().map(member -> member[token]).toList());
    }
    return sum / tokens;
  }
}
