package io.labelloop.local.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * The campaign of a command that has no other argument: DIR, or what {@link CampaignPlace} says.
 */
final class CampaignArgument {
  @Mixin private CampaignPlace place = new CampaignPlace();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "DIR",
      description = "the campaign's workspace; or --campaign NAME --aws")
  private @Nullable Path directory;

  /** Opens it, as {@link CampaignPlace#open} does. */
  OperatedCampaign open() {
    return place.open(Optional.ofNullable(directory));
  }

  boolean onThisMachine() {
    return !place.onAws();
  }
}
