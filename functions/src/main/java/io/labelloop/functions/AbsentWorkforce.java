package io.labelloop.functions;

import io.labelloop.annotation.Annotation;
import io.labelloop.workflow.port.LabelingJob;
import io.labelloop.workflow.port.Workforce;
import io.labelloop.workflow.port.WorkforceRefusedException;
import java.util.List;

/**
 * Stands in for a workforce that the stack does not have. It takes no job, and has no answers and
 * nothing to cancel, so that a campaign that asked for it can be left in order.
 *
 * @param why what {@link #publish} throws
 */
record AbsentWorkforce(WorkforceRefusedException why) implements Workforce {
  @Override
  public void publish(LabelingJob job, String taskToken) {
    throw why;
  }

  @Override
  public List<Annotation> collect(LabelingJob job) {
    return List.of();
  }

  @Override
  public void cancel(LabelingJob job) {
    // never published
  }
}
