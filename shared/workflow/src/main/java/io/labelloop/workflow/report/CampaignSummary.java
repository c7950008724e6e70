package io.labelloop.workflow.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
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
 * @param labels path or key of the labels file, once there is one
 * @param model path or key of the latest model
 * @param report path or key of the report
 * @param seconds wall-clock seconds of the command that printed this; 0 where nothing ran
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
    Optional<String> labels,
    Optional<String> model,
    Optional<String> report,
    double seconds) {
  public CampaignSummary {
    curve = List.copyOf(curve);
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
}
