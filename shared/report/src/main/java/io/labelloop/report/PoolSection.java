package io.labelloop.report;

import io.labelloop.workflow.report.CampaignSummary;
import java.util.List;

/** How a growing pool grew, and the certification stream with it. */
final class PoolSection {
  private PoolSection() {}

  static void write(Html html, CampaignSummary summary) {
    if (summary.pool().isEmpty()) {
      return;
    }
    html.element("h2", "How the pool grew");
    html.element(
        "p",
        "New files are taken in when a round begins. Of each part the same share is drawn uniformly"
            + " for certification; what could not be drawn or has no label counts as a mistake.");
    Tables.rows(
        html,
        "The pool from a round on",
        List.of("Round", "Items", "Certification items drawn", "Lacking"),
        summary.pool().stream()
            .map(
                point ->
                    List.of(
                        "" + point.round(),
                        "" + point.items(),
                        "" + point.certification(),
                        "" + (point.expected() - point.certification())))
            .toList());
  }
}
