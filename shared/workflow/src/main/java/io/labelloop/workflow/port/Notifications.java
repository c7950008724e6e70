package io.labelloop.workflow.port;

/**
 * Tells people what a campaign came to. The same message may be sent again by a repeated step, and
 * one that cannot be sent is lost: what it is about goes on.
 */
public interface Notifications {
  /** The longest subject that Amazon SNS takes. */
  int LONGEST_SUBJECT = 100;

  /**
   * @param subject one line, at most 100 characters
   * @param text plain text with the numbers that matter
   * @throws IllegalArgumentException if the subject is empty, longer, or has control characters
   */
  void send(String subject, String text);

  /** Returns a subject if it is one. */
  static String requireSubject(String subject) {
    if (subject.isEmpty()
        || subject.length() > LONGEST_SUBJECT
        || subject.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "subject must be one line of 1 to "
              + LONGEST_SUBJECT
              + " characters, but was '"
              + subject
              + "'");
    }
    return subject;
  }
}
