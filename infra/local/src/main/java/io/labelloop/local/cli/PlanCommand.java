package io.labelloop.local.cli;

import io.labelloop.campaign.CampaignPlan;
import io.labelloop.campaign.CertificationPlan;
import io.labelloop.local.PoolHead;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says what a campaign will take, before a cent of it is spent. */
@Command(
    name = "plan",
    description =
        "Says what a campaign will take, before a cent of it is spent: rounds, money, and the labels that its target needs.",
    mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
  @Mixin private OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "CAMPAIGN", description = "the campaign file (campaign.json)")
  private Path campaign = Path.of("campaign.json");

  @Override
  public Integer call() {
    CampaignFile file = CampaignFile.read(campaign);
    PoolHead pool = PoolHead.readWhole(file.path(), file.spec());
    if (!pool.mistakes().isEmpty()) {
      pool.mistakes().forEach(mistake -> output.errors().println("mistake: " + mistake));
      return ExitCode.WRONG_INPUT;
    }
    CampaignPlan plan = CampaignPlan.of(file.spec(), pool.size());
    output.document(plan);
    print(plan, output.words());
    return ExitCode.DONE;
  }

  private static void print(CampaignPlan plan, PrintWriter out) {
    out.printf(Locale.ROOT, "pool: %,d items%n", plan.items());
    plan.certification().ifPresent(certification -> print(certification, out));
    out.printf(
        Locale.ROOT,
        "first round: %,d items of the seed set%s, at most %s%n",
        plan.seedItems(),
        plan.certification().isPresent() ? " and the certification items" : "",
        plan.firstRound());
    out.printf(
        Locale.ROOT,
        "later rounds: %,d items each, %s to %s%n",
        plan.batchItems(),
        plan.roundAtLeast(),
        plan.roundAtMost());
    plan.roundsAtMost()
        .ifPresent(
            most ->
                out.printf(
                    Locale.ROOT,
                    "rounds: %,d to %,d, unless a stop rule ends it before%n",
                    plan.roundsAtLeast().orElse(most),
                    most));
    plan.audit()
        .ifPresent(
            audit ->
                out.printf(
                    Locale.ROOT,
                    "automatic labels: their audit begins with about %,d items (%s) and takes up to %,d for the first set%n",
                    audit.looks().getFirst(),
                    audit.firstLook(),
                    audit.looks().getLast()));
    out.printf(
        Locale.ROOT,
        "AWS itself: about %s for %,d rounds, an estimate beside these sums%n",
        plan.running().total(),
        plan.running().rounds());
    plan.warnings().forEach(warning -> out.println("warning: " + warning));
  }

  private static void print(CertificationPlan certification, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "certification: %,d items for %s; a target of %s at %s confidence takes%n",
        certification.labels(),
        certification.cost(),
        certification.target(),
        certification.confidence());
    out.println("  true accuracy   labels for 80 %   for 90 %   certified with these items");
    certification
        .power()
        .forEach(
            row ->
                out.printf(
                    Locale.ROOT,
                    "  %13.4f   %,15d   %,8d   %d of 100 campaigns%n",
                    row.trueAccuracy(),
                    row.labels80(),
                    row.labels90(),
                    (int) Math.floor(100 * row.probability())));
    if (certification.audited() > 0) {
      out.printf(
          Locale.ROOT,
          "  %,d of them are labeled by a second panel too, which is in their price%n",
          certification.audited());
    }
    certification
        .growth()
        .ifPresent(
            growth ->
                out.printf(
                    Locale.ROOT,
                    "  %,d new items of the pool add %,d certification items (%s)%n",
                    growth.items(),
                    growth.labels(),
                    growth.cost()));
  }
}
