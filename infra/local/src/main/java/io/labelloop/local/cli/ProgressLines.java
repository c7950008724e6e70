package io.labelloop.local.cli;

import io.labelloop.campaign.CampaignSpec;
import io.labelloop.local.StepListener;
import io.labelloop.workflow.step.DecideAudit;
import io.labelloop.workflow.step.DecideNextRound;
import io.labelloop.workflow.step.DrawStreams;
import io.labelloop.workflow.step.EvaluateRound;
import io.labelloop.workflow.step.ExtendStreams;
import io.labelloop.workflow.step.SelectBatch;
import io.labelloop.workflow.step.SettleBudget;
import io.labelloop.workflow.step.TrainModel;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * Shows progress while a campaign runs: a line per round with its labels, money and certified
 * bound, and an estimate of what is left; on a terminal also what is being done right now.
 */
final class ProgressLines implements StepListener {
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintWriter out;
  private final CampaignSpec spec;
  private final boolean terminal;
  private int round;
  private int asked;
  private int trainingLabels;
  private String spent = "";
  private double earlierBound;

  ProgressLines(PrintWriter out, CampaignSpec spec) {
    this.out = out;
    this.spec = spec;
    this.terminal = OutputOptions.onTerminal();
  }

  @Override
  public synchronized void started(String step) {
    if (terminal) {
      out.print(CLEAR_LINE + "  " + step + " ...");
      out.flush();
    }
  }

  @Override
  public synchronized void finished(String step, Record output) {
    switch (output) {
      case DrawStreams.Output drawn ->
          line(
              String.format(
                  Locale.ROOT,
                  "pool: %,d items, %,d lines rejected; certification stream: %,d items",
                  drawn.items(),
                  drawn.rejected(),
                  drawn.certification()));
      case ExtendStreams.Output grown ->
          line(
              String.format(
                  Locale.ROOT,
                  "pool has grown: %,d items, %,d lines rejected; certification stream: %,d items",
                  grown.items(),
                  grown.rejected(),
                  grown.certification()));
      case SelectBatch.Output batch -> {
        round++;
        asked = batch.items();
      }
      case SettleBudget.Output settled -> spent = settled.spent();
      case TrainModel.Output trained -> trainingLabels = trained.trainingLabels();
      case EvaluateRound.Output evaluated -> line(roundLine(evaluated));
      case DecideNextRound.Output decision -> {
        if (!decision.more()) {
          line("ended: " + decision.outcome());
        }
      }
      case DecideAudit.Output audit ->
          line(
              String.format(
                  Locale.ROOT,
                  "audit: %,d items%s",
                  audit.audited(),
                  audit.more()
                      ? ""
                      : audit.certified()
                          ? String.format(
                              Locale.ROOT, "; %,d automatic labels are certified", audit.labels())
                          : "; no automatic label is certified"));
      default -> {
        // the other steps show on a terminal only, while they work
      }
    }
  }

  private String roundLine(EvaluateRound.Output evaluated) {
    var text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "round %2d  asked %,4d  training labels %,5d  spent %s%s",
            round,
            asked,
            trainingLabels,
            spent,
            spec.stop().budget().map(budget -> " of " + budget).orElse("")));
    spec.stop()
        .accuracy()
        .filter(target -> evaluated.labels() > 0)
        .ifPresent(
            target ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "  accuracy %.3f, certified >= %s (target %.3f)%s",
                        (double) evaluated.correct() / evaluated.labels(),
                        SummaryWords.floored(evaluated.lowerBound()),
                        target.target(),
                        left(evaluated.lowerBound(), target.target()))));
    earlierBound = evaluated.lowerBound();
    return text.toString();
  }

  /** At the last round's pace: a rough idea, and called one. */
  private String left(double bound, double target) {
    double gain = bound - earlierBound;
    if (bound >= target || round < 2 || gain <= 0) {
      return "";
    }
    long rounds = (long) Math.ceil((target - bound) / gain);
    return rounds > 99
        ? ""
        : "  roughly " + rounds + (rounds == 1 ? " round" : " rounds") + " left";
  }

  private void line(String text) {
    out.println((terminal ? CLEAR_LINE : "") + text);
    out.flush();
  }
}
