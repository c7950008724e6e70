package io.labelloop.tests.localstack;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what another process does. */
final class Wait {
  private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();

  private Wait() {}

  /** Asks again and again until the answer is yes; fails after a limit, which is no expectation. */
  static void until(String what, Duration limit, Callable<Boolean> condition) {
    long end = System.nanoTime() + limit.toNanos();
    try {
      while (!condition.call()) {
        if (System.nanoTime() > end) {
          throw new AssertionError("waited " + limit + " for " + what);
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
