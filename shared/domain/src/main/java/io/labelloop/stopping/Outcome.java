package io.labelloop.stopping;

import java.util.Arrays;
import java.util.Locale;

/** Where a campaign stands, or how it ended. The names are part of every report and document. */
public enum Outcome {
  /** The accuracy target is certified at its confidence. */
  ACCURACY_CERTIFIED,
  /** The money that is left does not pay for one more item. */
  BUDGET_EXHAUSTED,
  /** The round cap is reached. */
  MAX_ROUNDS,
  /** As many items have a label as were asked for. */
  LABEL_LIMIT,
  /** The time is up. */
  TIME_LIMIT,
  /** One more batch is expected to be worth less than it costs. */
  GAIN_BELOW_COST,
  /** No item is left to ask about. */
  POOL_EXHAUSTED,
  /** More labels are not expected to help; says nothing certified about accuracy. */
  PLATEAU,
  /** A person stopped it. */
  STOPPED,
  /** It could not go on. */
  FAILED,
  /** It has not ended yet. */
  RUNNING;

  /** The name in documents and on the command line, such as {@code accuracy-certified}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The outcome of a {@link #label}. */
  public static Outcome named(String label) {
    return Arrays.stream(values())
        .filter(outcome -> outcome.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "outcome must be one of "
                        + Arrays.stream(values()).map(Outcome::label).toList()
                        + ", but was '"
                        + label
                        + "'"));
  }

  @Override
  public String toString() {
    return label();
  }
}
