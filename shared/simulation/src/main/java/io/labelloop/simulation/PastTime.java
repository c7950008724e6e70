package io.labelloop.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Where time is real, nobody waits for annotators that do not exist: work ends at the moment at
 * which it is handed out, and began as long before as it takes.
 */
public final class PastTime implements SimulatedTime {
  private final InstantSource clock;

  public PastTime(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Instant instant() {
    return clock.instant();
  }

  @Override
  public Instant start(Duration length) {
    return clock.instant().minus(length);
  }

  @Override
  public void schedule(Instant at, Runnable action) {
    action.run();
  }
}
