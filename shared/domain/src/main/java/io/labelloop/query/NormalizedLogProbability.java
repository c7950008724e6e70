package io.labelloop.query;

import io.labelloop.sequence.TagDistribution;

/**
 * Maximum normalized log-probability (MNLP): least confidence without its preference for long
 * sentences.
 *
 * <p>The score is {@code -log p(y*) / T}, at least 0, with {@code y*} the Viterbi path and {@code
 * T} the number of tokens. (The paper queries the smallest {@code log p(y*) / T}.)
 *
 * <p>Shen, Yun, Lipton, Kronrod, Anandkumar: Deep active learning for named entity recognition.
 * ICLR 2018.
 */
public final class NormalizedLogProbability implements SequenceAcquisition {
  @Override
  public double score(TagDistribution distribution) {
    return -distribution.best().logProbability() / distribution.size();
  }
}
