package io.labelloop.workflow.document;

import io.labelloop.annotation.Answer;
import io.labelloop.pool.ItemId;
import io.labelloop.sequence.TagSequence;
import java.util.List;

/**
 * What all answers so far mean.
 *
 * @param method the consolidation's name
 * @param methodVersion the {@link io.labelloop.consolidation.ConsolidationMethod#version version}
 *     of the method
 * @param reason why this method, for people
 * @param disputed items whose label depends on the method
 * @param doubtful items of this round that deserve another answer
 * @param labels every item that has an answer, in the order of ids; gold items have none
 * @param annotators everyone who answered, in the order of ids
 * @param suspended who gets no more work, with the evidence, in the order of ids
 */
public record ConsolidatedLabels(
    int version,
    String method,
    int methodVersion,
    String reason,
    List<ItemId> disputed,
    int iterations,
    boolean converged,
    List<ItemId> doubtful,
    List<Label> labels,
    List<Annotator> annotators,
    List<Suspension> suspended) {
  public static final int VERSION = 1;

  public ConsolidatedLabels {
    disputed = List.copyOf(disputed);
    doubtful = List.copyOf(doubtful);
    labels = List.copyOf(labels);
    annotators = List.copyOf(annotators);
    suspended = List.copyOf(suspended);
  }

  /** The same with other items that deserve another answer. */
  public ConsolidatedLabels withDoubtful(List<ItemId> items) {
    return new ConsolidatedLabels(
        version,
        method,
        methodVersion,
        reason,
        disputed,
        iterations,
        converged,
        items,
        labels,
        annotators,
        suspended);
  }

  /** An item's consolidated answer and its posterior probability. */
  public record Label(ItemId item, Answer answer, double confidence, int annotations) {
    /** A consolidated class, as an index in the task's labels. */
    public Label(ItemId item, int label, double confidence, int annotations) {
      this(item, new Answer.ClassAnswer(label), confidence, annotations);
    }

    /** The index of the class; only in classification campaigns. */
    public int label() {
      return answer.label();
    }

    /** The tags of the sentence; only in sequence campaigns. */
    public TagSequence tags() {
      return answer.tags();
    }
  }

  /**
   * An annotator's estimated quality.
   *
   * @param skill the probability of a right answer; in a sequence campaign, the F1 of their
   *     entities against the consolidated ones
   * @param confusion the probability of each answer (column) by class (row); empty in a sequence
   *     campaign
   */
  public record Annotator(
      String annotator, int annotations, double skill, List<List<Double>> confusion) {}
}
