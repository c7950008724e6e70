package io.labelloop.workflow.report;

import io.labelloop.consolidation.AnnotatorReport;
import io.labelloop.estimation.Reliability;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the answers of a campaign say of the people who gave them and of how they were consolidated;
 * stored as {@code report.json}.
 *
 * @param annotators everyone who answered, in the order of ids
 * @param consolidation how answers became labels; nothing in a sequence campaign and before the
 *     first answers
 */
public record AnswersReport(
    int version,
    String campaign,
    List<Annotator> annotators,
    Optional<ConsolidationReview> consolidation) {
  public static final int VERSION = 1;

  public AnswersReport {
    annotators = List.copyOf(annotators);
  }

  /**
   * An annotator.
   *
   * @param answersLeft items that others answered and they did not
   * @param skill estimated probability of a right answer, averaged over the classes by their
   *     frequency; in a sequence campaign, the F1 of their entities against the consolidated ones
   * @param information what their answers tell beyond those of others, with its interval
   * @param gold how often they were right about hidden gold items, if they met some
   * @param secondsPerAnswer the median time between two answers
   * @param suspendedSince the round whose answers suspended them
   * @param confusion how often they give each answer (column) by class (row), with intervals; empty
   *     in a sequence campaign
   */
  public record Annotator(
      String annotator,
      int annotations,
      int answersLeft,
      double skill,
      Optional<AnnotatorReport.Information> information,
      Optional<GoldScore> gold,
      Optional<Double> secondsPerAnswer,
      Optional<Integer> suspendedSince,
      List<List<AnnotatorReport.Cell>> confusion) {}

  /**
   * Right answers about hidden gold items.
   *
   * @param lower the lower end of the 95 % interval of their share (Clopper, Pearson)
   * @param upper its upper end
   */
  public record GoldScore(int right, int of, double lower, double upper) {}

  /**
   * How answers became labels.
   *
   * @param reason why this method
   * @param gold how many gold items were answered
   * @param goldAccuracy of the methods that were compared on them; empty if none were
   * @param calibration how posteriors were fitted to gold items, if there were enough
   * @param disagreement where methods come to different labels
   */
  public record ConsolidationReview(
      String method,
      String reason,
      int gold,
      Map<String, Double> goldAccuracy,
      Optional<Calibrated> calibration,
      Disagreement disagreement) {}

  /**
   * How well stated confidences fit the gold items.
   *
   * @param temperature by which posteriors were scaled
   * @param gold items that it was fitted to
   * @param before of the method's own posteriors
   * @param after of scaled ones, each by a temperature that was fitted to other gold items
   */
  public record Calibrated(double temperature, int gold, Reliability before, Reliability after) {}

  /**
   * Where methods come to different labels.
   *
   * @param methods what was compared, the chosen one first
   * @param items how many
   * @param share of disputed items
   * @param warning whether so many are disputed that people should look
   */
  public record Disagreement(
      List<String> methods,
      int items,
      double share,
      boolean warning,
      List<DisputedItem> disputed) {}

  /** An item and its label by method. */
  public record DisputedItem(String id, Map<String, String> labels) {}
}
