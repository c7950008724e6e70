package io.labelloop.local.asl;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What stands between a task and the service that it calls: nothing, or faults that a test wants to
 * see survived.
 */
@FunctionalInterface
public interface ServiceCalls {
  /** Passes every call on. */
  ServiceCalls DIRECT = (machine, state, call) -> call.run();

  /** One try of a task: what the service answers. Its exception fails the task. */
  @FunctionalInterface
  interface Call {
    JsonNode run() throws Exception;
  }

  /**
   * Makes a call, or does not.
   *
   * @param machine the state machine's name; for the children of a Distributed Map, the Map's
   * @param state the task, or the Map state whose items are read
   * @throws FunctionError with the error's name, to fail as a service does
   */
  JsonNode around(String machine, String state, Call call) throws Exception;
}
