package io.labelloop.query;

import io.labelloop.sequence.TagDistribution;
import java.util.List;

/**
 * Says how informative the tags of one sentence would be, from the model's distribution over its
 * tag sequences alone, or from those of a committee. Higher is always more informative.
 */
@FunctionalInterface
public interface SequenceAcquisition {
  double score(TagDistribution distribution);

  /** How many members of a committee have to look at every sentence; 0 for the model alone. */
  default int committee() {
    return 0;
  }

  /**
   * The score from what everyone says who has to look.
   *
   * @param distributions those of the committee's members, or the model's alone; at least one
   */
  default double score(List<TagDistribution> distributions) {
    return score(distributions.getFirst());
  }
}
