package io.labelloop.consolidation;

import io.labelloop.annotation.Annotation;
import io.labelloop.annotation.AnnotatorId;
import io.labelloop.pool.ItemId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The answers that labels are made of where some annotators are suspended: theirs have no weight
 * where somebody else answered about the item, and full weight where nobody else did, since then
 * they are all that there is.
 */
public final class WeighedAnswers {
  private WeighedAnswers() {}

  /** The answers that count, in their order. */
  public static List<Annotation> of(Collection<Annotation> all, Set<AnnotatorId> suspended) {
    if (suspended.isEmpty()) {
      return List.copyOf(all);
    }
    Set<ItemId> answered = new HashSet<>();
    for (Annotation answer : all) {
      if (!suspended.contains(answer.annotator())) {
        answered.add(answer.item());
      }
    }
    return all.stream()
        .filter(
            answer -> !suspended.contains(answer.annotator()) || !answered.contains(answer.item()))
        .toList();
  }
}
