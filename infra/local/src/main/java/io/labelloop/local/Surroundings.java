package io.labelloop.local;

import io.labelloop.local.asl.ServiceCalls;
import io.labelloop.local.asl.Timeline;
import io.labelloop.workflow.port.WorkflowCallback;
import java.time.InstantSource;

/**
 * What a run depends on beside its store: services that are called, callbacks that arrive, clocks
 * that are right. Tests put faults here.
 */
public interface Surroundings {
  /** Everything works. */
  Surroundings CALM = new Surroundings() {};

  /** What stands between tasks and services. */
  default ServiceCalls calls() {
    return ServiceCalls.DIRECT;
  }

  /** What stands between the workforce and the workflow that waits for it. */
  default WorkflowCallback around(WorkflowCallback callback, Timeline timeline) {
    return callback;
  }

  /** The clock that the steps look at. */
  default InstantSource clock(Timeline timeline) {
    return timeline;
  }
}
