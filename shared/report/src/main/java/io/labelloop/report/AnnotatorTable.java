package io.labelloop.report;

import io.labelloop.campaign.TaskType;
import io.labelloop.consolidation.AnnotatorReport;
import io.labelloop.workflow.report.AnswersReport;
import io.labelloop.workflow.report.CampaignReport;
import java.util.List;
import java.util.Locale;

/** The annotators with their estimated quality. */
final class AnnotatorTable {
  /** Below this estimated probability of a right answer the page calls an annotator unreliable. */
  private static final double UNRELIABLE = 0.6;

  private AnnotatorTable() {}

  static void write(Html html, CampaignReport report) {
    boolean sequence = report.spec().task().type() == TaskType.SEQUENCE;
    html.element("h2", "Annotators");
    html.open("div", "class", "scroll")
        .open("table")
        .element(
            "caption",
            sequence
                ? "Estimated quality; skill is the F1 of entities against the consolidated ones"
                : "Estimated quality; skill is the probability of a right answer, information what"
                    + " the answers tell of what there is to know: 0 for dice, 1 for all of it"
                    + " (with its 99 % interval; that of gold items is 95 %)");
    html.open("tr");
    for (String name :
        sequence
            ? List.of("Annotator", "Answers", "Skill", "Remark")
            : List.of(
                "Annotator",
                "Answers",
                "Skill",
                "Information",
                "Gold items right",
                "Seconds an answer",
                "Items left",
                "Remark")) {
      html.element("th", name, "scope", "col");
    }
    html.close();
    for (AnswersReport.Annotator one : report.answers().annotators()) {
      row(html, one, sequence);
    }
    html.close().close();
    for (AnswersReport.Annotator one : report.answers().annotators()) {
      if (!one.confusion().isEmpty()) {
        confusion(html, report.spec().task().labels().names(), one);
      }
    }
  }

  private static void row(Html html, AnswersReport.Annotator one, boolean sequence) {
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
    if (!sequence) {
      html.element(
          "td",
          one.information()
              .map(told -> estimate(told.relative(), told.lower(), told.upper()))
              .orElse("not known"));
      html.element(
          "td",
          one.gold()
              .map(
                  gold ->
                      gold.right()
                          + " of "
                          + gold.of()
                          + " ("
                          + two(gold.lower())
                          + " to "
                          + two(gold.upper())
                          + ")")
              .orElse(""));
      html.element("td", one.secondsPerAnswer().map(Chart::number).orElse(""));
      html.element("td", "" + one.answersLeft());
    }
    html.element("td", remark(one)).close();
  }

  private static String remark(AnswersReport.Annotator one) {
    return one.suspendedSince()
        .map(round -> "suspended since round " + round + ": the answers tell nothing")
        .orElse(one.skill() < UNRELIABLE ? "unreliable" : "");
  }

  private static void confusion(Html html, List<String> labels, AnswersReport.Annotator one) {
    html.open("details").open("summary").text("Answers of ").element("bdi", one.annotator());
    html.text(" by class").close();
    Tables.matrix(
        html,
        "Share of each answer (column) by class (row), with its 95 % interval",
        labels,
        one.confusion(),
        cell -> estimate(cell.probability(), cell.lower(), cell.upper()),
        AnnotatorReport.Cell::probability);
    html.close();
  }

  private static String estimate(double value, double lower, double upper) {
    return two(value) + " (" + two(lower) + " to " + two(upper) + ")";
  }

  private static String two(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
