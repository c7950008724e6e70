package io.labelloop.local.cli;

import java.math.BigDecimal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Extends or shortens the time that a campaign has. */
@Command(
    name = "set-deadline",
    description =
        "Extends or shortens the time that a campaign has (/stop/maxHours of its file), from its next decision on; who"
            + " and when is recorded.",
    mixinStandardHelpOptions = true)
final class SetDeadlineCommand implements Callable<Integer> {
  @Mixin private OrderOptions order = new OrderOptions();

  @Option(
      names = "--hours",
      required = true,
      paramLabel = "H",
      description = "hours from the campaign's start; it ends after the round that runs then")
  private BigDecimal hours = BigDecimal.ONE;

  @Override
  public Integer call() {
    return order.give((operations, prefix, by) -> operations.setDeadline(prefix, hours, by));
  }
}
