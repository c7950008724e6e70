package io.labelloop.local.cli;

import io.labelloop.workflow.operation.CampaignOperations;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lets a paused campaign go on. */
@Command(
    name = "resume",
    description =
        "Lets a paused campaign go on; who and when is recorded. On this machine, run it again then.",
    mixinStandardHelpOptions = true)
final class ResumeCommand implements Callable<Integer> {
  @Mixin private OrderOptions order = new OrderOptions();

  @Override
  public Integer call() {
    int exit = order.give(CampaignOperations::resume);
    if (order.onThisMachine()) {
      order
          .output()
          .words()
          .println("  if its run has ended: the same 'labelloop run' goes on where it stands");
    }
    return exit;
  }
}
