package io.labelloop.query;

import io.labelloop.sequence.TagDistribution;

/**
 * Says how informative the tags of one sentence would be, from the model's distribution over its
 * tag sequences alone. Higher is always more informative.
 */
@FunctionalInterface
public interface SequenceAcquisition {
  double score(TagDistribution distribution);
}
