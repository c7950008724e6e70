package io.labelloop.local.cli;

import io.labelloop.pool.ItemId;
import io.labelloop.workflow.operation.ForgetItem;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes a person's text out of a campaign and of its pool. */
@Command(
    name = "forget",
    description =
        "Takes the text of one item out of an ended campaign and out of its pool's file, for good. Its id, labels"
            + " and costs stay, so that counts stay true; the campaign records who did so, when and why.",
    mixinStandardHelpOptions = true)
final class ForgetCommand implements Callable<Integer> {
  @Mixin private OutputOptions output = new OutputOptions();

  @Mixin private CampaignArgument place = new CampaignArgument();

  @Option(names = "--item", required = true, paramLabel = "ID", description = "the item's id")
  private String item = "";

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "who orders it; by default the user's name")
  private String by = System.getProperty("user.name", "unknown");

  @Option(names = "--because", paramLabel = "TEXT", description = "why, for the record")
  private String cause = "";

  @Override
  public Integer call() {
    ItemId id;
    try {
      id = new ItemId(item);
    } catch (IllegalArgumentException wrong) {
      throw new WrongInputException("--item: " + wrong.getMessage());
    }
    try (OperatedCampaign campaign = place.open()) {
      return switch (campaign.forgetting().get().execute(campaign.prefix(), id, by, cause)) {
        case ForgetItem.Answer.Done done -> {
          new ForgettingWords(output).print(campaign.name(), done);
          yield done.left().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
        }
        case ForgetItem.Answer.Refused refused ->
            throw new WrongInputException(campaign.name() + ": " + refused.reason());
      };
    }
  }
}
