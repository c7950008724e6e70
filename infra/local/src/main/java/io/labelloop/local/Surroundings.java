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
  Surroundings CALM =
      new Surroundings() {
        @Override
        public ServiceCalls calls() {
          return ServiceCalls.DIRECT;
        }

        @Override
        public WorkflowCallback around(WorkflowCallback callback, Timeline timeline) {
          return callback;
        }

        @Override
        public InstantSource clock(Timeline timeline) {
          return timeline;
        }
      };

  /** What stands between tasks and services. */
  ServiceCalls calls();

  /** What stands between the workforce and the workflow that waits for it. */
  WorkflowCallback around(WorkflowCallback callback, Timeline timeline);

  /** The clock that the steps look at. */
  InstantSource clock(Timeline timeline);
}
