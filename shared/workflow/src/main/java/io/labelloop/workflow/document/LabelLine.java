package io.labelloop.workflow.document;

import io.labelloop.pool.ItemId;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A line of the labels file.
 *
 * @param confidence posterior probability of the label, rounded to six decimals
 * @param source {@code human} or {@code auto}
 * @param stream what the label may be used for, in lower case
 * @param round the round that asked
 * @param annotations the number of answers behind the label
 */
public record LabelLine(
    ItemId id,
    String label,
    BigDecimal confidence,
    String source,
    String stream,
    int round,
    int annotations) {
  /** Given by people. */
  public static final String HUMAN = "human";

  /** Given by the model, under a guarantee. */
  public static final String AUTO = "auto";

  /** A posterior probability as the labels file has it. */
  public static BigDecimal rounded(double confidence) {
    return BigDecimal.valueOf(confidence).setScale(6, RoundingMode.HALF_EVEN);
  }
}
