package io.labelloop.workflow.step;

/**
 * The work of one state of the workflow, safe to run twice with the same input: the second call
 * finds what the first one stored and answers the same.
 *
 * <p>The class's simple name is the state's name, the Lambda function's name and the word in logs.
 *
 * @param <I> a record that the state machine's {@code Payload} is read into
 * @param <O> a record of ids and small numbers; data stays in the object store
 */
public interface Step<I extends Record, O extends Record> {
  /** The class of the input, to read JSON into. */
  Class<I> inputType();

  O execute(I input);

  /** The name of the state and of the function. */
  default String name() {
    return getClass().getSimpleName();
  }
}
