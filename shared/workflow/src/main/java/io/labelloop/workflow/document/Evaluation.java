package io.labelloop.workflow.document;

import java.util.List;

/**
 * How a round's model did on the certification stream.
 *
 * @param labels certification items with a consolidated label
 * @param correct those that the model predicts as labeled
 * @param lowerBound with the campaign's confidence, simultaneously over all rounds, accuracy is at
 *     least this
 * @param roundError the share of the allowed error that this round's bound uses
 * @param confusion certification items by label (row) and prediction (column)
 */
public record Evaluation(
    int version,
    int round,
    int labels,
    int correct,
    double lowerBound,
    double roundError,
    boolean certified,
    List<List<Integer>> confusion) {
  public static final int VERSION = 1;

  public Evaluation {
    confusion = confusion.stream().map(List::copyOf).toList();
  }
}
