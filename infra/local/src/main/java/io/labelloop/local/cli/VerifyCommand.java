package io.labelloop.local.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Verifies a campaign: checksums, ledger, streams, and all that follows from the raw answers. */
@Command(
    name = "verify",
    description =
        "Verifies a campaign: checksums, ledger, streams, and all that follows from the raw answers.",
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  @Mixin private OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "DIR", description = "the campaign's workspace")
  private Path directory = Path.of("");

  @Override
  public Integer call() {
    return new CampaignSession(output, directory).verify();
  }
}
