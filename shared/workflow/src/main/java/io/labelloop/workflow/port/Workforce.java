package io.labelloop.workflow.port;

import io.labelloop.annotation.Annotation;
import java.util.List;

/**
 * People who answer questions, or what stands in for them. Every method may be repeated with the
 * same job.
 */
public interface Workforce {
  /**
   * Puts a job before the annotators. When the last wanted answer has come, or the deadline has
   * passed, the workforce calls {@link WorkflowCallback#succeed} with the token, once or more. A
   * job that was published before is not published again; its token is replaced, and if it has
   * ended the callback comes at once.
   */
  void publish(LabelingJob job, String taskToken);

  /**
   * The annotations that a job has by now, at most one for an item and annotator, in the order of
   * items and annotators. A workforce that mixes in gold items by itself adds all answers about
   * them, whatever the job.
   */
  List<Annotation> collect(LabelingJob job);

  /**
   * Closes a job: open questions are withdrawn, answers stay. A job that never was published is no
   * error.
   */
  void cancel(LabelingJob job);
}
