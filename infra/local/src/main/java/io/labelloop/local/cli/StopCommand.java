package io.labelloop.local.cli;

import io.labelloop.workflow.operation.CampaignOperations;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends a campaign after the round that runs. */
@Command(
    name = "stop",
    description =
        "Ends a campaign after the round that runs, with the labels, certificate and report that there are; cannot be"
            + " taken back; who and when is recorded.",
    mixinStandardHelpOptions = true)
final class StopCommand implements Callable<Integer> {
  @Mixin private OrderOptions order = new OrderOptions();

  @Override
  public Integer call() {
    return order.give(CampaignOperations::stop);
  }
}
