package io.labelloop.local.cli;

import io.labelloop.workflow.operation.Answered;
import io.labelloop.workflow.operation.CampaignOperations;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who orders something of which campaign, and how the answer is told. */
final class OrderOptions {
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private CampaignArgument place = new CampaignArgument();

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "who orders it; by default the user's name")
  private String by = System.getProperty("user.name", "unknown");

  /** An order to the campaign with a prefix. */
  interface Order {
    Answered give(CampaignOperations operations, String prefix, String by);
  }

  /** What {@code --json} prints; not {@code changed} where it held already. */
  record Told(String campaign, String says, String by, boolean changed) {}

  /** Gives an order and tells what holds now. */
  int give(Order order) {
    try (OperatedCampaign campaign = place.open()) {
      switch (order.give(campaign.operations(), campaign.prefix(), by)) {
        case Answered.Done done -> {
          output
              .words()
              .println(
                  campaign.name()
                      + ": "
                      + done.says()
                      + (done.changed() ? " (by " + by + ")" : ""));
          output.document(new Told(campaign.name(), done.says(), by, done.changed()));
        }
        case Answered.Refused refused ->
            throw new WrongInputException(
                campaign.name() + ": " + refused.reason() + "; " + refused.remedy());
      }
      return ExitCode.DONE;
    }
  }

  boolean onThisMachine() {
    return place.onThisMachine();
  }

  OutputOptions output() {
    return output;
  }
}
