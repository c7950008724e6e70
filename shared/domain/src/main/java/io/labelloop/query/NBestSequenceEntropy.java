package io.labelloop.query;

import io.labelloop.sequence.TagDistribution;
import java.util.List;

/**
 * N-best sequence entropy: prefers sentences whose most probable tag sequences are about equally
 * probable.
 *
 * <p>The score is the entropy, in nats, of the {@value #N} most probable sequences, with their
 * probabilities divided by their sum; in {@code [0, log N]}.
 *
 * <p>Kim, Song, Kim, Cha, Lee: MMR-based active machine learning for bio named entity recognition.
 * HLT-NAACL 2006.
 */
public final class NBestSequenceEntropy implements SequenceAcquisition {
  /** How many sequences are looked at. */
  static final int N = 15;

  @Override
  public double score(TagDistribution distribution) {
    List<TagDistribution.Scored> best = distribution.best(N);
    // relative to the first, so that long sentences do not underflow
    double first = best.getFirst().logProbability();
    double sum = 0;
    double weighted = 0;
    for (TagDistribution.Scored path : best) {
      double log = path.logProbability() - first;
      sum += Math.exp(log);
      weighted += Math.exp(log) * log;
    }
    return Math.log(sum) - weighted / sum;
  }
}
