package io.labelloop.aws.groundtruth;

/** Ground Truth ended a labeling job without an answer; the name of the workflow's error. */
public final class LabelingJobFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LabelingJobFailedException(String message) {
    super(message);
  }
}
