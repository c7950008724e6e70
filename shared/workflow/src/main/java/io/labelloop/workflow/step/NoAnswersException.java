package io.labelloop.workflow.step;

/** A round's questions got no answer at all, so that asking on would only repeat it. */
public final class NoAnswersException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NoAnswersException(int round, int questions) {
    super(
        "round "
            + round
            + " asked "
            + questions
            + " questions, and nobody answered one before the deadline; check that the workforce has annotators who"
            + " can see the job, then run the campaign again: it goes on where it stopped");
  }
}
