package io.labelloop.learning.compare;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.Supplier;

/**
 * The time that the calling thread spends on the processor, measured over pieces of work; other
 * programs on the machine do not lengthen it.
 */
final class ProcessorTime {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private long nanoseconds;

  /** Does the work, and adds what it took. */
  <T> T of(Supplier<T> work) {
    long start = THREADS.getCurrentThreadCpuTime();
    T result = work.get();
    nanoseconds += THREADS.getCurrentThreadCpuTime() - start;
    return result;
  }

  double seconds() {
    return nanoseconds / 1e9;
  }
}
