package io.labelloop.portal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What became of an answer that a person sent. */
public sealed interface Submission {
  /**
   * It is stored.
   *
   * @param reason why it does not count, in words for the person; empty where it does
   * @param replayed whether the same had been sent before
   * @param feedback for an item to practise on
   */
  record Stored(
      String assignment,
      int revision,
      AnswerKind kind,
      Standing standing,
      String reason,
      boolean replayed,
      boolean undoable,
      Optional<Feedback> feedback)
      implements Submission {}

  /** Whether an answer to an item to practise on was right. */
  record Feedback(boolean correct, Reply expected, Optional<String> why) {}

  /** Another answer is stored as this revision; the one that came is kept, and does not count. */
  record Conflict(int revision, Reply stored, Instant at, Reply sent) implements Submission {}

  /** There is no such assignment for this person. */
  record Unknown() implements Submission {}

  /** The answer is none that the task allows. */
  record Wrong(List<String> mistakes) implements Submission {}

  /** It is too late to change the answer. */
  record Closed(String reason) implements Submission {}
}
