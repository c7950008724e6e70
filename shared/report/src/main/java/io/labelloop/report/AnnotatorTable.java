package io.labelloop.report;

import io.labelloop.campaign.TaskType;
import io.labelloop.workflow.report.CampaignReport;
import io.labelloop.workflow.report.CampaignReport.AnnotatorReport;

/** The annotators with their estimated quality. */
final class AnnotatorTable {
  /** Below this estimated probability of a right answer the page calls an annotator unreliable. */
  private static final double UNRELIABLE = 0.6;

  private AnnotatorTable() {}

  static void write(Html html, CampaignReport report) {
    html.element("h2", "Annotators");
    html.open("div", "class", "scroll")
        .open("table")
        .element(
            "caption",
            report.spec().task().type() == TaskType.SEQUENCE
                ? "Estimated quality; skill is the F1 of entities against the consolidated ones"
                : "Estimated quality; skill is the probability of a right answer");
    html.open("tr")
        .element("th", "Annotator", "scope", "col")
        .element("th", "Answers", "scope", "col")
        .element("th", "Skill", "scope", "col")
        .element("th", "Remark", "scope", "col")
        .close();
    for (AnnotatorReport one : report.annotators()) {
      html.open("tr")
          .element("th", one.annotator(), "scope", "row", "dir", "auto")
          .element("td", "" + one.annotations());
      html.open("td")
          .open(
              "meter",
              "min",
              "0",
              "max",
              "1",
              "value",
              Chart.number(one.skill()),
              "aria-label",
              "skill")
          .close()
          .text(" " + Chart.number(one.skill()))
          .close();
      html.element("td", one.skill() < UNRELIABLE ? "unreliable" : "").close();
    }
    html.close().close();
    for (AnnotatorReport one : report.annotators()) {
      if (one.confusion().isEmpty()) {
        continue;
      }
      html.open("details").open("summary").text("Answers of ").element("bdi", one.annotator());
      html.text(" by class").close();
      Tables.matrix(
          html,
          "Probability of each answer (column) by class (row)",
          report.spec().task().labels().names(),
          one.confusion());
      html.close();
    }
  }
}
