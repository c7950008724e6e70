package io.labelloop.local.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Labels real handwritten digits with simulated annotators, to see what a campaign is like. */
@Command(
    name = "demo",
    description =
        "Labels real handwritten digits with simulated annotators: progress, labels and a report in less than a minute.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  @Mixin private OutputOptions output = new OutputOptions();

  @Option(
      names = "--workspace",
      paramLabel = "DIR",
      description =
          "where the campaign's documents lie (default: labelloop-runs/demo, made anew each time)")
  private @Nullable Path workspace;

  @Override
  public Integer call() {
    CampaignFile file = CampaignFile.read(home().resolve("examples/digits/campaign.json"));
    if (workspace == null) {
      Path directory = Path.of("labelloop-runs", "demo");
      deleteFinishedRun(directory);
      return new CampaignSession(output, directory).run(file, new PortalOptions());
    }
    return new CampaignSession(output, workspace).run(file, new PortalOptions());
  }

  private static Path home() {
    return Path.of(Optional.ofNullable(System.getProperty("labelloop.home")).orElse(""));
  }

  /**
   * A demo that was interrupted goes on; one that ended begins anew, since it is there to be
   * watched.
   */
  private static void deleteFinishedRun(Path directory) {
    if (!Files.exists(directory.resolve("campaigns/digits/summary.json"))) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
