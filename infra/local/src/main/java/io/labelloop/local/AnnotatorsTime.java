package io.labelloop.local;

import io.labelloop.local.asl.Timeline;
import io.labelloop.simulation.SimulatedTime;
import java.time.Duration;
import java.time.Instant;

/** Lets simulated annotators live on the interpreter's timeline. */
final class AnnotatorsTime implements SimulatedTime {
  private final Timeline timeline;

  AnnotatorsTime(Timeline timeline) {
    this.timeline = timeline;
  }

  @Override
  public Instant instant() {
    return timeline.instant();
  }

  @Override
  public Instant start(Duration length) {
    return timeline.instant();
  }

  @Override
  public void schedule(Instant at, Runnable action) {
    timeline.schedule(at, action);
  }
}
