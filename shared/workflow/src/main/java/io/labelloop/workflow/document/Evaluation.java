package io.labelloop.workflow.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * How a round's model did on the certification stream.
 *
 * @param labels certification items with a consolidated label
 * @param correct those that the model predicts as labeled; of a sentence, all tags
 * @param lowerBound with the campaign's confidence, simultaneously over all rounds, accuracy is at
 *     least this
 * @param roundError the share of the allowed error that this round's bound uses
 * @param population the number of items of the pool that the bound is about; empty where it is
 *     about the population that the pool was drawn from
 * @param confusion certification items by label (row) and prediction (column); empty in a sequence
 *     campaign
 * @param perClass bounds of each class's precision and recall, which hold at once with the
 *     campaign's confidence; empty unless asked for
 * @param labelNoise what the audit of the certification labels says, if there is one
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Evaluation(
    int version,
    int round,
    int labels,
    int correct,
    double lowerBound,
    double roundError,
    boolean certified,
    Optional<Integer> population,
    List<List<Integer>> confusion,
    List<ClassBound> perClass,
    Optional<LabelNoise> labelNoise) {
  public static final int VERSION = 2;

  public Evaluation {
    confusion = confusion.stream().map(List::copyOf).toList();
    perClass = List.copyOf(perClass);
  }

  /**
   * The share of the certification items that the model predicts as labeled; none without items.
   */
  public Optional<Double> accuracy() {
    return labels == 0 ? Optional.empty() : Optional.of((double) correct / labels);
  }

  /**
   * Lower bounds of a class.
   *
   * @param labeled certification items with this label
   * @param predicted certification items that the model gives this class
   */
  public record ClassBound(
      String label, int labeled, int predicted, int correct, double precision, double recall) {}

  /**
   * The error of the certification labels themselves.
   *
   * @param audited certification items that further annotators labeled
   * @param different those whose label came out differently
   * @param atMost with {@code confidence}, at most this share of the certification labels would
   * @param accuracyAtLeast with the sum of both errors, accuracy against the audit's labels is at
   *     least this
   */
  public record LabelNoise(
      int audited, int different, double atMost, double confidence, double accuracyAtLeast) {}
}
