package io.labelloop.local.cli;

import io.labelloop.workflow.report.CampaignSummary;
import io.labelloop.workflow.report.CampaignSummary.SuspendedAnnotator;
import java.io.PrintWriter;
import java.util.Locale;

/** Says in words where a campaign stands. */
final class SummaryWords {
  private final PrintWriter out;

  SummaryWords(PrintWriter out) {
    this.out = out;
  }

  void print(CampaignSummary summary) {
    out.println();
    out.printf(Locale.ROOT, "%s: %s%n", summary.campaign(), summary.outcome());
    summary
        .certification()
        .ifPresent(
            certification -> {
              boolean certified = certification.lowerBound() >= certification.target();
              out.printf(
                  Locale.ROOT,
                  "  with %s %% confidence accuracy is at least %s (target %.3f%s): %d of %d uniformly drawn items%n",
                  percent(certification.confidence()),
                  floored(certification.lowerBound()),
                  certification.target(),
                  certified ? "" : ", not reached",
                  certification.correct(),
                  certification.labels());
            });
    out.printf(
        Locale.ROOT,
        "  %,d items labeled by %,d annotations in %d rounds, of a pool of %,d (%,d lines rejected)%n",
        summary.labeled(),
        summary.annotations(),
        summary.rounds(),
        summary.items(),
        summary.rejected());
    if (summary.autoLabeled() > 0) {
      out.printf(
          Locale.ROOT,
          "  %,d items labeled by the model, under the guarantee of their audit%n",
          summary.autoLabeled());
    }
    out.printf(
        Locale.ROOT,
        "  spent %s %s%s%n",
        summary.spent().amount().toPlainString(),
        summary.spent().currency(),
        summary
            .budget()
            .map(budget -> " of " + budget.amount().toPlainString() + " " + budget.currency())
            .orElse(""));
    summary
        .money()
        .runningCost()
        .ifPresent(
            cost ->
                out.printf(
                    Locale.ROOT,
                    "  on AWS the workflow itself costs about %s %s (estimate, no part of what is spent)%n",
                    cost.total().amount().toPlainString(),
                    cost.total().currency()));
    summary
        .suspended()
        .forEach(
            one ->
                out.printf(Locale.ROOT, "  suspended: %s, %s%n", one.annotator(), evidence(one)));
    summary.labels().ifPresent(path -> out.println("  labels  " + path));
    summary.model().ifPresent(path -> out.println("  model   " + path));
    summary.report().ifPresent(path -> out.println("  report  " + path));
    if (summary.seconds() > 0) {
      out.printf(Locale.ROOT, "  in %.1f s%n", summary.seconds());
    }
  }

  /** Why an annotator is suspended. */
  static String evidence(SuspendedAnnotator one) {
    return String.format(
        Locale.ROOT,
        "whose %,d answers tell %.3f of what there is to know (99 %% interval %.3f to %.3f; round %d)",
        one.answers(),
        one.information(),
        one.lower(),
        one.upper(),
        one.round());
  }

  /** A bound with three decimals, never rounded up: what is claimed must hold. */
  static String floored(double bound) {
    return java.math.BigDecimal.valueOf(bound)
        .setScale(3, java.math.RoundingMode.FLOOR)
        .toPlainString();
  }

  private static String percent(double share) {
    return java.math.BigDecimal.valueOf(share)
        .movePointRight(2)
        .stripTrailingZeros()
        .toPlainString();
  }
}
