package io.labelloop.workflow.document;

import java.util.Optional;

/**
 * Whether the choice of items helped: a model that learnt from the first chosen items, held against
 * one that learnt from equally many uniformly drawn ones.
 *
 * @param labels how many labels each model learnt from; 0 where the question has no answer
 * @param tested certification and validation items that both were tested on
 * @param chosen items that the model of chosen items has right
 * @param random items that the model of drawn items has right
 * @param difference accuracy with chosen items less that with drawn ones
 * @param confidence of the interval from {@code low} to {@code high} about the difference
 * @param verdict {@code helped} where the interval lies above 0, {@code hurt} where below, else
 *     {@code unclear}; {@code unknown} without an answer
 * @param why why there is none
 */
public record ActiveLearning(
    int version,
    int labels,
    int tested,
    int chosen,
    int random,
    double difference,
    double low,
    double high,
    double confidence,
    String verdict,
    Optional<String> why) {
  public static final int VERSION = 1;
}
