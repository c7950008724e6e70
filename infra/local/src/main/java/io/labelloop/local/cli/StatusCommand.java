package io.labelloop.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.operation.CampaignStatus;
import io.labelloop.workflow.report.CampaignSummary;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells where a campaign stands. */
@Command(
    name = "status",
    description = "Tells where a campaign stands, and what was ordered of it.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private CampaignArgument place = new CampaignArgument();

  @Override
  public Integer call() {
    try (OperatedCampaign campaign = place.open()) {
      CampaignSummary summary = campaign.summary().get();
      Optional<CampaignStatus> status = campaign.status().get();
      new SummaryWords(output.words()).print(summary);
      status.ifPresent(new StatusWords(output.words())::print);
      ObjectNode document = JsonCodec.mapper().valueToTree(summary);
      status.ifPresent(now -> document.set("now", JsonCodec.mapper().valueToTree(now)));
      output.document(document);
      return ExitCode.DONE;
    }
  }
}
