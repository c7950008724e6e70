package io.labelloop.local.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a campaign, or resumes it where it was interrupted. */
@Command(
    name = "run",
    description = "Runs a campaign, or resumes it where it was interrupted, by whatever means.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private PortalOptions portal = new PortalOptions();

  @Parameters(paramLabel = "CAMPAIGN", description = "the campaign file (campaign.json)")
  private Path campaign = Path.of("campaign.json");

  @Option(
      names = "--workspace",
      paramLabel = "DIR",
      description = "where the campaign's documents lie (default: labelloop-runs/<campaign>)")
  private @Nullable Path workspace;

  @Override
  public Integer call() {
    CampaignFile file = CampaignFile.read(campaign);
    file.warnings().forEach(warning -> output.words().println("warning: " + warning));
    Path directory =
        Optional.ofNullable(workspace).orElseGet(() -> file.defaultWorkspace(Path.of("")));
    return new CampaignSession(output, directory).run(file, portal);
  }
}
