package io.labelloop.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The time in which simulated annotators work. */
public interface SimulatedTime extends InstantSource {
  /** When work of a length begins that is handed out now. */
  Instant start(Duration length);

  /** Lets something happen at an instant, at once if that has passed. It must not wait. */
  void schedule(Instant at, Runnable action);
}
