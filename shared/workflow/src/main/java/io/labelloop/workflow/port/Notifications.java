package io.labelloop.workflow.port;

/**
 * Tells people what a campaign came to. At least once: the same message may be sent again by a
 * repeated step.
 */
@FunctionalInterface
public interface Notifications {
  /**
   * @param subject one line, at most 100 characters
   * @param text plain text with the numbers that matter
   */
  void send(String subject, String text);
}
