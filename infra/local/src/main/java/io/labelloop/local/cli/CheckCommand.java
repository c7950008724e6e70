package io.labelloop.local.cli;

import io.labelloop.campaign.CampaignPlan;
import io.labelloop.campaign.Finding;
import io.labelloop.local.PoolHead;
import io.labelloop.pool.RejectedLine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Names every mistake of a campaign at once; reads the head of its pool too. */
@Command(
    name = "check",
    description = "Names every mistake of a campaign at once; reads the head of its pool too.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  @Mixin private OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "CAMPAIGN", description = "the campaign file (campaign.json)")
  private Path campaign = Path.of("campaign.json");

  /** What {@code --json} prints. */
  record Result(
      String campaign,
      boolean valid,
      List<Finding> mistakes,
      List<Finding> warnings,
      long headItems,
      long headRejected) {}

  @Override
  public Integer call() {
    CampaignFile.Checked checked = CampaignFile.check(campaign);
    PoolHead head =
        checked.valid().map(file -> PoolHead.read(file.path(), file.spec())).orElse(PoolHead.NONE);
    List<Finding> mistakes = checked.mistakes().isEmpty() ? head.mistakes() : checked.mistakes();
    // the size of a pool of several shards is estimated from its head
    var warnings = new ArrayList<Finding>(checked.warnings());
    warnings.addAll(head.warnings());
    checked
        .valid()
        .filter(file -> head.mistakes().isEmpty())
        .ifPresent(file -> warnings.addAll(CampaignPlan.of(file.spec(), head.size()).warnings()));
    output.document(
        new Result(
            campaign.toString(),
            mistakes.isEmpty(),
            mistakes,
            warnings,
            head.items(),
            head.rejectedLines()));
    warnings.forEach(warning -> output.words().println("warning: " + warning));
    for (RejectedLine line : head.rejected()) {
      output
          .words()
          .println(
              "rejected: "
                  + line.key()
                  + ":"
                  + line.line()
                  + ": "
                  + line.reason()
                  + ": "
                  + line.message()
                  + ": "
                  + line.excerpt());
    }
    mistakes.forEach(mistake -> output.errors().println("mistake: " + mistake));
    if (mistakes.isEmpty()) {
      output
          .words()
          .printf(
              "%s is right; the head of its pool has %,d items that can be labeled and %,d lines that can not%n",
              campaign, head.items(), head.rejectedLines());
      return ExitCode.DONE;
    }
    return ExitCode.WRONG_INPUT;
  }
}
