package io.labelloop.consolidation;

import io.labelloop.pool.ItemId;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a method made of a table of annotations.
 *
 * @param labels one per item, ascending by id
 * @param annotators one per annotator, ascending by id
 * @param convergence how its iteration ended
 */
public record Consolidation(
    List<ConsolidatedLabel> labels, List<AnnotatorQuality> annotators, Convergence convergence) {
  public Consolidation {
    labels = List.copyOf(labels);
    annotators = List.copyOf(annotators);
  }

  /**
   * The share of right labels among the items whose truth is known; ties count by the chance that a
   * fair draw would be right, so that no tie-breaking rule looks better than it is.
   *
   * @param truth class indices
   * @return nothing if no item's truth is known
   */
  public OptionalDouble accuracy(Map<ItemId, Integer> truth) {
    return labels.stream()
        .filter(label -> truth.containsKey(label.item()))
        .mapToDouble(label -> label.shareOf(truth.getOrDefault(label.item(), -1)))
        .average();
  }
}
