package io.labelloop.local.cli;

import io.labelloop.local.PortalProcess;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Serves the labeling portal of a campaign until it is interrupted. */
@Command(
    name = "label",
    description =
        "Serves the labeling portal of a campaign's workspace, until Ctrl-C. 'run' does it by itself.",
    mixinStandardHelpOptions = true)
final class LabelCommand implements Callable<Integer> {
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private PortalOptions portal = new PortalOptions();

  @Parameters(paramLabel = "DIR", description = "the campaign's workspace")
  private Path directory = Path.of("");

  @Override
  public Integer call() throws InterruptedException {
    PortalOptions.open(directory).close();
    try (PortalProcess process = portal.start(directory, output.words())) {
      return process.await() == 0 ? ExitCode.DONE : ExitCode.FAILED;
    }
  }
}
