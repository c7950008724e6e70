package io.labelloop.query;

import io.labelloop.sequence.TagDistribution;

/**
 * Sequence entropy: prefers sentences whose distribution over all tag sequences is spread out.
 *
 * <p>The score is the exact entropy in nats ({@link TagDistribution#entropy}), which grows with the
 * length of a sentence.
 *
 * <p>Mann, McCallum: Efficient computation of entropy gradient for semi-supervised conditional
 * random fields. NAACL 2007. Settles, Craven: EMNLP 2008, section 3.1.
 */
public final class SequenceEntropy implements SequenceAcquisition {
  @Override
  public double score(TagDistribution distribution) {
    return distribution.entropy();
  }
}
