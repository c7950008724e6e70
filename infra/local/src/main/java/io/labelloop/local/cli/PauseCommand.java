package io.labelloop.local.cli;

import io.labelloop.workflow.operation.CampaignOperations;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Pauses a campaign after the round that runs. */
@Command(
    name = "pause",
    description =
        "Pauses a campaign after the round that runs, until it is resumed or stopped; who and when is recorded.",
    mixinStandardHelpOptions = true)
final class PauseCommand implements Callable<Integer> {
  @Mixin private OrderOptions order = new OrderOptions();

  @Override
  public Integer call() {
    return order.give(CampaignOperations::pause);
  }
}
