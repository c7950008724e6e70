package io.labelloop.workflow.document;

/**
 * Whether a campaign goes on after a round.
 *
 * @param more whether there is another round
 * @param outcome how the campaign ended, or {@code running}
 */
public record Decision(int version, int round, boolean more, String outcome) {
  public static final int VERSION = 1;
}
