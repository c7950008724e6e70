package io.labelloop.workflow.document;

import io.labelloop.pool.ItemId;
import java.util.List;

/**
 * What all answers so far mean.
 *
 * @param method the consolidation's name
 * @param doubtful items of this round that deserve another answer
 * @param labels every item that has an answer, in the order of ids
 * @param annotators everyone who answered, in the order of ids
 */
public record ConsolidatedLabels(
    int version,
    String method,
    int iterations,
    boolean converged,
    List<ItemId> doubtful,
    List<Label> labels,
    List<Annotator> annotators) {
  public static final int VERSION = 1;

  public ConsolidatedLabels {
    doubtful = List.copyOf(doubtful);
    labels = List.copyOf(labels);
    annotators = List.copyOf(annotators);
  }

  /** An item's consolidated label (an index in the task's labels) and its posterior probability. */
  public record Label(ItemId item, int label, double confidence, int annotations) {}

  /** An annotator's estimated quality: probability of each answer (column) by class (row). */
  public record Annotator(
      String annotator, int annotations, double skill, List<List<Double>> confusion) {}
}
