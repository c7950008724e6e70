package io.labelloop.budget;

/**
 * Work that AWS bills.
 *
 * @param invocations of Lambda functions
 * @param gigabyteSeconds their memory times their duration
 * @param transitions of Standard state machines
 * @param writes requests to S3 that write or list
 * @param reads requests to S3 that read
 */
public record CloudWork(
    long invocations, double gigabyteSeconds, long transitions, long writes, long reads) {
  /** No work. */
  public static final CloudWork NONE = new CloudWork(0, 0, 0, 0, 0);

  public CloudWork {
    if (invocations < 0 || !(gigabyteSeconds >= 0) || transitions < 0 || writes < 0 || reads < 0) {
      throw new IllegalArgumentException(
          "work cannot be negative, but was %d invocations, %s GB-seconds, %d transitions, %d writes and %d reads"
              .formatted(invocations, gigabyteSeconds, transitions, writes, reads));
    }
  }

  /** Both together. */
  public CloudWork plus(CloudWork other) {
    return new CloudWork(
        invocations + other.invocations,
        gigabyteSeconds + other.gigabyteSeconds,
        transitions + other.transitions,
        writes + other.writes,
        reads + other.reads);
  }
}
