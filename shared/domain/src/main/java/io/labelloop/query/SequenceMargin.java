package io.labelloop.query;

import io.labelloop.sequence.TagDistribution;
import java.util.List;

/**
 * Margin sampling for sequences: prefers sentences whose two most probable tag sequences are close.
 *
 * <p>The score is {@code 1 - (p(y1) - p(y2))}, in {@code [0, 1]}; where only one sequence is
 * possible, the second has probability 0.
 *
 * <p>Scheffer, Decomain, Wrobel: Active Hidden Markov Models for Information Extraction. IDA 2001
 * (there of each token); Settles, Craven: An analysis of active learning strategies for sequence
 * labeling tasks. EMNLP 2008.
 */
public final class SequenceMargin implements SequenceAcquisition {
  @Override
  public double score(TagDistribution distribution) {
    List<TagDistribution.Scored> best = distribution.best(2);
    double second = best.size() < 2 ? 0 : best.get(1).probability();
    return 1 - (best.getFirst().probability() - second);
  }
}
