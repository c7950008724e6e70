package io.labelloop.local.asl;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * Time as the interpreter and the simulated annotators live in it: a clock, things that will
 * happen, and threads that work or wait. A thread that takes part is counted between {@link #enter}
 * and {@link #leave}.
 */
public interface Timeline extends InstantSource {
  @Override
  Instant instant();

  /** Lets something happen at an instant, at once if that has passed. It must not wait. */
  void schedule(Instant at, Runnable action);

  /** Counts a thread as working; called before it is started. */
  void enter();

  /** Counts a thread as gone. */
  void leave();

  /** A signal of this timeline. */
  <T> Signal<T> signal();

  /**
   * Waits for a signal.
   *
   * @param deadline when to give up
   * @throws TimeoutException if the deadline came first
   */
  <T> T await(Signal<T> signal, Optional<Instant> deadline) throws TimeoutException;

  /** Something that one thread waits for and another one brings; only the first value counts. */
  interface Signal<T> {
    /** Brings the value, and returns whether it was the first. */
    boolean complete(T value);

    boolean isComplete();
  }
}
