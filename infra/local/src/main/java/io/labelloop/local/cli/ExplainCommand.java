package io.labelloop.local.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells where the label of one item comes from. */
@Command(
    name = "explain",
    description =
        "Tells where an item's label comes from: answers, method, model, reason, round, price.",
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
  @Mixin private OutputOptions output = new OutputOptions();

  @Parameters(index = "0", paramLabel = "DIR", description = "the campaign's workspace")
  private Path directory = Path.of("");

  @Parameters(index = "1", paramLabel = "ITEM", description = "the item's id")
  private String item = "";

  @Override
  public Integer call() {
    return new CampaignSession(output, directory).explain(item);
  }
}
