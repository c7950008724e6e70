package io.labelloop.report;

import io.labelloop.workflow.document.AutoLabelVerdict;
import io.labelloop.workflow.report.CampaignReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which labels the model gave alone, under what guarantee, and what was left unlabeled. */
final class AutoLabelSection {
  private AutoLabelSection() {}

  static void write(Html html, CampaignReport report) {
    report.evidence().autoLabels().ifPresent(verdict -> write(html, report, verdict));
  }

  private static void write(Html html, CampaignReport report, AutoLabelVerdict verdict) {
    html.element("h2", "Automatic labels");
    for (AutoLabelVerdict.Group group : verdict.groups()) {
      html.element("p", sentence(verdict, group), "dir", "auto");
    }
    if (verdict.groups().size() > 1) {
      html.element("p", "These statements hold at once with that confidence.");
    }
    long left = report.summary().items() - report.summary().labeled() - verdict.labels();
    html.element(
        "p",
        verdict.audited()
            + " items were audited for "
            + verdict.auditCost()
            + ". Human labels for the automatically labeled items would have cost at least "
            + verdict.saved()
            + ". "
            + left
            + " items of the pool have no label: what is not certified is left to people.");
    trail(html, verdict);
  }

  private static String sentence(AutoLabelVerdict verdict, AutoLabelVerdict.Group group) {
    String items = group.name() + ": ";
    if (group.certifiedSet().isEmpty()) {
      return items
          + "none of "
          + group.candidates()
          + " items is labeled automatically, since "
          + group.why()
          + ".";
    }
    return items
        + "the model of round "
        + verdict.round()
        + " labeled "
        + group.labels()
        + " items, all those of at least "
        + number(group.threshold().orElseThrow())
        + " confidence. With "
        + Chart.number(verdict.confidence() * 100)
        + " % confidence at least "
        + Chart.number(verdict.precision() * 100)
        + " % of these labels are what annotators would have said. It ended since "
        + group.why()
        + ".";
  }

  private static void trail(Html html, AutoLabelVerdict verdict) {
    var rows = new ArrayList<List<String>>();
    for (AutoLabelVerdict.Group group : verdict.groups()) {
      for (AutoLabelVerdict.Look look : group.trail()) {
        rows.add(
            List.of(
                group.name(),
                number(look.threshold()),
                "" + look.items(),
                "" + look.audited(),
                "" + look.mistakes(),
                String.format(Locale.ROOT, "%.4f", look.pValue()),
                look.certified() ? "yes" : "no"));
      }
    }
    if (!rows.isEmpty()) {
      Tables.rows(
          html,
          "Audit trail: uniformly drawn items of each candidate set, in the order of the looks",
          List.of(
              "Items",
              "Confidence from",
              "In the set",
              "Audited",
              "Mistakes",
              "p if the precision were missed",
              "Certified"),
          rows);
    }
  }

  private static String number(double threshold) {
    return String.format(Locale.ROOT, "%.6f", threshold);
  }
}
