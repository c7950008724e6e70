package io.labelloop.local;

/** Hears of each step that a run executes, to show progress. Called by several threads. */
public interface StepListener {
  void started(String step);

  /**
   * @param output the step's output record
   */
  void finished(String step, Record output);
}
