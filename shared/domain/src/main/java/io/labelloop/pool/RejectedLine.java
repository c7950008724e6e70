package io.labelloop.pool;

import java.util.Optional;

/**
 * A line of the pool that is no item.
 *
 * @param key the file
 * @param line counted from 1, within the shard until {@link #offsetBy} makes it the file's
 * @param column which column is to blame, if one is: the first of the line that is not what it must
 *     be, and of an array the element, such as {@code "vector[3]"}
 * @param message what came and what is accepted
 * @param excerpt the line's beginning, with control characters made visible
 */
public record RejectedLine(
    String key,
    long line,
    RejectReason reason,
    Optional<String> column,
    String message,
    String excerpt) {
  private static final int EXCERPT = 200;

  static RejectedLine of(
      RawLine line, String key, RejectReason reason, Optional<String> column, String message) {
    String text = line.text();
    String cut = text.length() > EXCERPT ? text.substring(0, EXCERPT) + "..." : text;
    return new RejectedLine(
        key, line.number(), reason, column, message, cut.replaceAll("\\p{Cntrl}", "\uFFFD"));
  }

  /**
   * The same with its line counted from the file's first, which {@code lines} lines precede the
   * shard.
   */
  public RejectedLine offsetBy(long lines) {
    return new RejectedLine(key, line + lines, reason, column, message, excerpt);
  }
}
