package io.labelloop.workflow.document;

import java.util.List;

/**
 * What a round's model predicts for the stop set, a fixed uniform sample of the pool without its
 * certification items: how far successive models differ tells when labels stop to matter.
 *
 * @param predicted a class index for each item of the stop set, or a tag for each token of its
 *     sentences, in its order; empty if there is no model yet
 * @param uncertainty the mean normalised entropy of the predictions, in {@code [0, 1]}
 */
public record StopSetPredictions(
    int version, int round, List<Integer> predicted, double uncertainty) {
  public static final int VERSION = 1;

  public StopSetPredictions {
    predicted = List.copyOf(predicted);
  }
}
