package io.labelloop.local.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Writes a campaign's report again, from its documents. */
@Command(
    name = "report",
    description = "Writes a campaign's report again, from its documents.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  @Mixin private OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "DIR", description = "the campaign's workspace")
  private Path directory = Path.of("");

  @Override
  public Integer call() {
    return new CampaignSession(output, directory).report();
  }
}
