package io.labelloop.local.asl;

/** Hears of each state that an execution enters and leaves. Called by several threads. */
public interface ExecutionObserver {
  /** Hears nothing. */
  ExecutionObserver NONE =
      new ExecutionObserver() {
        @Override
        public void entered(String machine, String execution, String state) {}

        @Override
        public void exited(String machine, String execution, String state) {}
      };

  void entered(String machine, String execution, String state);

  void exited(String machine, String execution, String state);
}
