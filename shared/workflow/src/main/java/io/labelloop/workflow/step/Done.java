package io.labelloop.workflow.step;

/** The output of a step that has nothing to tell the workflow. */
public record Done() {
  static final Done DONE = new Done();
}
