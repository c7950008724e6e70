package io.labelloop.contract;

import io.labelloop.workflow.port.WorkflowCallback;
import java.util.ArrayList;
import java.util.List;

/** Remembers what a waiting workflow was told. */
final class RecordedCallback implements WorkflowCallback {
  final List<String> succeeded = new ArrayList<>();
  final List<String> failed = new ArrayList<>();

  @Override
  public void succeed(String taskToken, String output) {
    succeeded.add(taskToken);
  }

  @Override
  public void fail(String taskToken, String error, String cause) {
    failed.add(error + ": " + cause);
  }

  @Override
  public void heartbeat(String taskToken) {}
}
