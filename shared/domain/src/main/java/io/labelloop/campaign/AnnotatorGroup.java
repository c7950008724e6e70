package io.labelloop.campaign;

import java.util.List;
import java.util.Optional;

/**
 * Simulated annotators who are alike.
 *
 * @param accuracy the probability of a right answer; in a sequence task, of marking an entity as it
 *     is
 * @param confusion the probability of each answer (column) by class (row), instead of {@code
 *     accuracy}
 * @param secondsPerAnswer how long an answer takes them on average
 * @param silentShare the share of questions that they never answer
 */
public record AnnotatorGroup(
    int count,
    double accuracy,
    Optional<List<List<Double>>> confusion,
    double secondsPerAnswer,
    double silentShare) {
  public AnnotatorGroup {
    confusion = confusion.map(rows -> rows.stream().map(List::copyOf).toList());
  }
}
