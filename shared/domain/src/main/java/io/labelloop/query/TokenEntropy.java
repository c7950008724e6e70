package io.labelloop.query;

import io.labelloop.sequence.TagDistribution;

/**
 * Token entropy: prefers sentences at whose tokens the tags are spread out.
 *
 * <p>The score is the sum over tokens of the entropy of the tag's marginal distribution, in nats,
 * or with {@code mean} that sum divided by the number of tokens. The sum prefers long sentences.
 *
 * <p>Settles, Craven: An analysis of active learning strategies for sequence labeling tasks. EMNLP
 * 2008, sections 3.1 (token entropy, total token entropy).
 *
 * @param mean whether the sum is divided by the number of tokens
 */
public record TokenEntropy(boolean mean) implements SequenceAcquisition {
  @Override
  public double score(TagDistribution distribution) {
    double sum = 0;
    for (double[] marginal : distribution.marginals()) {
      for (double p : marginal) {
        sum -= p > 0 ? p * Math.log(p) : 0;
      }
    }
    return mean ? sum / distribution.size() : sum;
  }
}
