package io.labelloop.workflow.document;

import java.util.List;

/**
 * How a round's model finds entities in the certification stream: an estimate beside the
 * certificate, which is about whole sentences.
 *
 * @param sentences certification sentences with consolidated tags
 * @param tokens of those sentences
 * @param tokensRight tokens whose tag the model predicts as consolidated
 * @param f1 of entities
 * @param f1Lower the lower end of the interval by resampled sentences
 * @param f1Upper its upper end
 * @param confidence the share of resamples within the interval
 * @param types what was found of each type, in the order of the task's labels
 */
public record EntityEvaluation(
    int version,
    int round,
    int sentences,
    long tokens,
    long tokensRight,
    double f1,
    double f1Lower,
    double f1Upper,
    double confidence,
    List<Type> types) {
  public static final int VERSION = 1;

  public EntityEvaluation {
    types = List.copyOf(types);
  }

  /** Entities of a type: predicted and true, predicted, and true. */
  public record Type(int right, int predicted, int actual) {}
}
