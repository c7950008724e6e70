package io.labelloop.workflow.report;

/** Makes a page of a report. */
@FunctionalInterface
public interface ReportRenderer {
  /** One self-contained HTML page in UTF-8; the same bytes for the same report. */
  byte[] render(CampaignReport report);
}
