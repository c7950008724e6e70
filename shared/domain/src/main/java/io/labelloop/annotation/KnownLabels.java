package io.labelloop.annotation;

import io.labelloop.annotation.AnnotationFile.RejectedRow;
import io.labelloop.pool.ItemId;
import java.util.List;
import java.util.Map;

/**
 * What a file of known labels held: gold items, or the truth that labels are compared with.
 *
 * @param classes the index of each item's class
 * @param rejected the rows that could not be used, ascending by line
 */
public record KnownLabels(Map<ItemId, Integer> classes, List<RejectedRow> rejected) {
  public KnownLabels {
    classes = Map.copyOf(classes);
    rejected = List.copyOf(rejected);
  }
}
