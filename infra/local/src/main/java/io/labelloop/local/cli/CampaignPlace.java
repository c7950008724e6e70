package io.labelloop.local.cli;

import io.labelloop.local.LocalEngine;
import io.labelloop.local.LocalWorkspace;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which campaign a command is about: that of a directory, or one of a stack on AWS. */
final class CampaignPlace {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._/-]{0,199}");

  @Option(
      names = "--aws",
      description = "the campaign runs in a stack on AWS: name it with --campaign")
  private boolean aws;

  @Option(
      names = "--campaign",
      paramLabel = "NAME",
      description = "with --aws: the campaign whose file is campaigns/NAME/campaign.json")
  private @Nullable String campaign;

  @Option(
      names = "--stack",
      paramLabel = "STACK",
      description = "with --aws: the stack's name (default: labelloop)")
  private @Nullable String stack;

  @Option(
      names = "--bucket",
      paramLabel = "BUCKET",
      description =
          "with --aws: the data bucket, for who may not look at the stack; without the stack no budget can be set")
  private @Nullable String bucket;

  boolean onAws() {
    return aws;
  }

  /** A stack's own limit on budgets is known to the stack alone. */
  void requireStack() {
    if (aws && bucket != null) {
      throw new WrongInputException(
          "a budget is set with --stack, not --bucket: what the stack's campaigns may spend together is a setting of"
              + " the stack");
    }
  }

  /**
   * Opens the campaign.
   *
   * @param directory its workspace, where it is on this machine
   * @throws WrongInputException if the options do not say which
   */
  OperatedCampaign open(Optional<Path> directory) {
    if (!aws) {
      if (campaign != null || stack != null || bucket != null) {
        throw new WrongInputException(
            "--campaign, --stack and --bucket go with --aws; without it, give the workspace's directory");
      }
      return onThisMachine(
          directory.orElseThrow(
              () ->
                  new WrongInputException(
                      "DIR: give the campaign's workspace, or --campaign NAME --aws")));
    }
    if (directory.isPresent()) {
      throw new WrongInputException("give either DIR or --campaign NAME --aws, not both");
    }
    return StackCampaigns.open(
        name(), Optional.ofNullable(stack), Optional.ofNullable(bucket), System.getenv());
  }

  private String name() {
    String name = Optional.ofNullable(campaign).orElse("");
    if (!NAME.matcher(name).matches() || name.contains("..") || name.contains("//")) {
      throw new WrongInputException(
          "--campaign must name the folder of campaigns/NAME/campaign.json, in letters, digits, '.', '_',"
              + " '-' and '/'");
    }
    return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
  }

  private static OperatedCampaign onThisMachine(Path directory) {
    LocalWorkspace workspace = PortalOptions.open(directory.toAbsolutePath().normalize());
    return new OperatedCampaign(
        workspace.campaign(),
        workspace.keys().prefix(),
        LocalEngine.operations(workspace),
        () -> CampaignSession.withPaths(workspace, LocalEngine.summary(workspace), 0),
        () -> LocalEngine.status(workspace),
        () -> LocalEngine.forgetting(workspace),
        workspace::close);
  }
}
