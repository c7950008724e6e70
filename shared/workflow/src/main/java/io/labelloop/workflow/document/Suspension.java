package io.labelloop.workflow.document;

import io.labelloop.annotation.AnnotatorId;
import io.labelloop.consolidation.AnnotatorReport;

/**
 * That an annotator gets no more work, and the evidence on which it was decided.
 *
 * @param round the round whose answers showed it
 * @param wave the wave of the round
 * @param answers how many answers it rests on
 * @param information what they tell, as a share of what there is to know: 0 for a spammer
 * @param lower the lower end of its 99 % interval
 * @param upper the upper end
 */
public record Suspension(
    AnnotatorId annotator,
    int round,
    int wave,
    int answers,
    double information,
    double lower,
    double upper) {
  /** Of an annotator whose answers are known to tell something or nothing. */
  public static Suspension of(AnnotatorReport report, int round, int wave) {
    AnnotatorReport.Information told = report.information().orElseThrow();
    return new Suspension(
        report.annotator(),
        round,
        wave,
        told.answers(),
        told.relative(),
        told.lower(),
        told.upper());
  }
}
