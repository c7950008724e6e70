package io.labelloop.workflow.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.labelloop.workflow.document.ActiveLearning;
import io.labelloop.workflow.document.Suspension;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Where a campaign stands, in the fields that users' scripts rest on. Names and meanings never
 * change; more may be added.
 *
 * @param campaign the campaign's id
 * @param outcome how it ended, or {@code running}
 * @param rounds finished rounds
 * @param items accepted items of the pool
 * @param rejected rejected lines of the pool
 * @param annotations answers that were given
 * @param labeled items with a human, consolidated label
 * @param autoLabeled items that the model labeled under a guarantee
 * @param spent settled money
 * @param budget the budget, if there is one
 * @param certification the latest bound, if there is an accuracy target and a round was evaluated
 * @param curve one point per finished round
 * @param stop what the stopping criteria said after the latest round that they were asked about
 * @param money what is known of money beside what people were paid
 * @param activeLearning whether the choice of items helped, once the campaign has ended
 * @param labels path or key of the labels file, once there is one
 * @param model path or key of the latest model
 * @param report path or key of the report
 * @param seconds wall-clock seconds of the command that printed this; 0 where nothing ran
 * @param suspended annotators who get no more work, with the evidence
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record CampaignSummary(
    String campaign,
    String outcome,
    int rounds,
    long items,
    long rejected,
    long annotations,
    long labeled,
    long autoLabeled,
    Amount spent,
    Optional<Amount> budget,
    Optional<CertificationSummary> certification,
    List<CurvePoint> curve,
    Optional<StopSummary> stop,
    MoneySummary money,
    Optional<ActiveLearning> activeLearning,
    Optional<String> labels,
    Optional<String> model,
    Optional<String> report,
    double seconds,
    List<SuspendedAnnotator> suspended) {
  public CampaignSummary {
    curve = List.copyOf(curve);
    suspended = List.copyOf(suspended);
  }

  /** The same with the paths of its files instead of their keys, and the seconds that it took. */
  public CampaignSummary with(
      Optional<String> newLabels,
      Optional<String> newModel,
      Optional<String> newReport,
      double newSeconds) {
    return new CampaignSummary(
        campaign,
        outcome,
        rounds,
        items,
        rejected,
        annotations,
        labeled,
        autoLabeled,
        spent,
        budget,
        certification,
        curve,
        stop,
        money,
        activeLearning,
        newLabels,
        newModel,
        newReport,
        newSeconds,
        suspended);
  }

  /** Money in a form that programs read: a decimal number and an ISO 4217 code. */
  public record Amount(BigDecimal amount, String currency) {}

  /**
   * The certified bound: {@code correct} of {@code labels} certification items, and what follows
   * from it.
   */
  public record CertificationSummary(
      int labels, int correct, double lowerBound, double confidence, double target) {}

  /**
   * A round on the learning curve; {@code annotations} and {@code spent} count from the campaign's
   * start.
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record CurvePoint(
      @JsonProperty("round") int round,
      int trainingLabels,
      long annotations,
      BigDecimal spent,
      Optional<Double> certificationAccuracy,
      Optional<Double> lowerBound) {}

  /**
   * Why a campaign ended or goes on.
   *
   * @param rules what every criterion said, in the order in which they were asked
   * @param nextRound what one more round would probably bring and cost: an estimate
   */
  public record StopSummary(int round, List<StopRule> rules, NextRound nextRound) {
    public StopSummary {
      rules = List.copyOf(rules);
    }
  }

  /** A stopping criterion's answer; within {@code all} one that fires needs the others too. */
  public record StopRule(String rule, boolean fires, String says) {}

  /**
   * One more round: its training labels and their price, and the rise in accuracy by the learning
   * curve, once that can be fitted.
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record NextRound(int labels, Amount price, Optional<Double> gain) {}

  /**
   * Money beside what people were paid.
   *
   * @param runningCost what AWS itself costs, or would have cost; no part of {@code spent}
   * @param budgetChanges orders of another budget, oldest first
   * @param autoLabelSaving what people would have been paid at least for the automatic labels
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record MoneySummary(
      Optional<RunningCostSummary> runningCost,
      List<BudgetChange> budgetChanges,
      Optional<Amount> autoLabelSaving) {
    /** Of a campaign that has not begun. */
    public static final MoneySummary NONE =
        new MoneySummary(Optional.empty(), List.of(), Optional.empty());

    public MoneySummary {
      budgetChanges = List.copyOf(budgetChanges);
    }
  }

  /** An estimate by service, at the list prices of a Region as of a day. */
  public record RunningCostSummary(
      Amount total,
      Amount lambda,
      Amount stepFunctions,
      Amount s3,
      String region,
      String pricesAsOf) {}

  /** Who ordered which budget and when, and the entry of the books by which it came into force. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record BudgetChange(Amount budget, String by, String at, Optional<String> inForce) {}

  /**
   * Who gets no more work, and why.
   *
   * @param round since the answers of which round
   * @param information what their {@code answers} tell, as a share of what there is to know, with
   *     its 99 % interval from {@code lower} to {@code upper}
   */
  public record SuspendedAnnotator(
      String annotator,
      @JsonProperty("round") int round,
      int answers,
      double information,
      double lower,
      double upper) {
    /** As a campaign's documents have it. */
    public static SuspendedAnnotator of(Suspension suspension) {
      return new SuspendedAnnotator(
          suspension.annotator().value(),
          suspension.round(),
          suspension.answers(),
          suspension.information(),
          suspension.lower(),
          suspension.upper());
    }
  }
}
