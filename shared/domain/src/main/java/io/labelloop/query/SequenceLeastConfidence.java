package io.labelloop.query;

import io.labelloop.sequence.TagDistribution;

/**
 * Least confidence for sequences: prefers sentences whose most probable tag sequence is improbable.
 *
 * <p>The score is {@code 1 - p(y*)}, in {@code [0, 1)}, with {@code y*} the Viterbi path. It grows
 * with the length of a sentence, since every further token is a further chance to err.
 *
 * <p>Culotta, McCallum: Reducing labeling effort for structured prediction tasks. AAAI 2005.
 */
public final class SequenceLeastConfidence implements SequenceAcquisition {
  @Override
  public double score(TagDistribution distribution) {
    return -Math.expm1(distribution.best().logProbability());
  }
}
