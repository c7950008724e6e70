package io.labelloop.pool;

/**
 * A line of the pool that is no item.
 *
 * @param key the file
 * @param line counted from 1, within the shard until {@link #offsetBy} makes it the file's
 * @param message what came and what is accepted
 * @param excerpt the line's beginning, with control characters made visible
 */
public record RejectedLine(
    String key, long line, RejectReason reason, String message, String excerpt) {
  private static final int EXCERPT = 200;

  static RejectedLine of(RawLine line, String key, RejectReason reason, String message) {
    String text = line.text();
    String cut = text.length() > EXCERPT ? text.substring(0, EXCERPT) + "..." : text;
    return new RejectedLine(
        key, line.number(), reason, message, cut.replaceAll("\\p{Cntrl}", "\uFFFD"));
  }

  /**
   * The same with its line counted from the file's first, which {@code lines} lines precede the
   * shard.
   */
  public RejectedLine offsetBy(long lines) {
    return new RejectedLine(key, line + lines, reason, message, excerpt);
  }
}
