package io.labelloop.local.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells where a campaign stands. */
@Command(
    name = "status",
    description = "Tells where a campaign stands.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  @Mixin private OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "DIR", description = "the campaign's workspace")
  private Path directory = Path.of("");

  @Override
  public Integer call() {
    return new CampaignSession(output, directory).status();
  }
}
