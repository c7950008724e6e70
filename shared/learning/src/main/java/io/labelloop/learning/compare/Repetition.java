package io.labelloop.learning.compare;

import java.util.List;

/**
 * One run of a contender, with one seed.
 *
 * @param accuracies one per number of labels, the seed set's first
 * @param seconds that training and choosing took on the processor, without the tests of the models
 *     and without the choice of the seed set
 */
public record Repetition(List<Double> accuracies, double seconds) {
  public Repetition {
    accuracies = List.copyOf(accuracies);
    if (accuracies.isEmpty()) {
      throw new IllegalArgumentException("a repetition tests at least 1 model, but tested none");
    }
  }
}
