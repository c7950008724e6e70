package io.labelloop.local.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends a sample of doubtful items to review. */
@Command(
    name = "review",
    description =
        "Asks one more answer about each of a sample of the items with doubtful labels, in the next round and out of"
            + " the campaign's budget; who and when is recorded.",
    mixinStandardHelpOptions = true)
final class ReviewCommand implements Callable<Integer> {
  @Mixin private OrderOptions order = new OrderOptions();

  @Option(
      names = "--items",
      required = true,
      paramLabel = "N",
      description = "how many items at most, 1 to 10000")
  private int items;

  @Override
  public Integer call() {
    return order.give((operations, prefix, by) -> operations.review(prefix, items, by));
  }
}
