package io.labelloop.workflow.operation;

/** What came of an order to a campaign. Repeating one that was done changes nothing more. */
public sealed interface Answered {
  /**
   * It holds.
   *
   * @param says what holds now, in a sentence without a full stop
   * @param changed whether this order changed it; not where it held already
   */
  record Done(String says, boolean changed) implements Answered {}

  /**
   * It cannot be done, and nothing has changed.
   *
   * @param reason why, in words
   * @param remedy what to do instead
   */
  record Refused(String reason, String remedy) implements Answered {}
}
