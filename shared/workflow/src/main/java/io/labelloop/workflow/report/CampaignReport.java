package io.labelloop.workflow.report;

import io.labelloop.campaign.CampaignSpec;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.RejectCounts;
import io.labelloop.workflow.document.ActiveLearning;
import io.labelloop.workflow.document.AutoLabelVerdict;
import io.labelloop.workflow.document.BanditDraw;
import io.labelloop.workflow.document.Calibration;
import io.labelloop.workflow.document.Decision;
import io.labelloop.workflow.document.EntityEvaluation;
import io.labelloop.workflow.document.Evaluation;
import io.labelloop.workflow.document.Training;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that the report shows; {@link ReportRenderer} turns it into a page.
 *
 * @param specJson the campaign file as it came
 * @param confusion certification items by consolidated label (row) and predicted class (column);
 *     empty before the first evaluation and in a sequence campaign
 * @param entities the latest estimate of how well entities are found; in a sequence campaign only
 * @param answers what the answers say of people and of how they were consolidated
 * @param asked every item that people labeled, in the order of round and id
 * @param rejects rejected lines of the pool by reason and by column
 * @param provenance what is needed to repeat the campaign: version, seed, checksums, Java version
 *     and so on, by name
 * @param evidence what the campaign's end and its claims rest on
 * @param choice how items were chosen, and whether that helped
 * @param simulated whether annotators and time are simulated, which the report has to say first
 */
public record CampaignReport(
    CampaignSummary summary,
    CampaignSpec spec,
    String specJson,
    Instant startedAt,
    Instant endedAt,
    boolean simulated,
    List<RoundReport> rounds,
    List<List<Integer>> confusion,
    Optional<EntityEvaluation> entities,
    AnswersReport answers,
    List<AskedItem> asked,
    RejectCounts rejects,
    Optional<TruthComparison> truth,
    Evidence evidence,
    Choice choice,
    Map<String, String> provenance) {

  /**
   * What the campaign's end and its claims rest on.
   *
   * @param decision what the stopping criteria said after the latest round
   * @param evaluation what the certification items say of the latest model
   * @param autoLabels which automatic labels are certified, once their audit has ended
   * @param calibration how sure the last model may be, once it is frozen
   * @param training what the last model was trained on
   */
  public record Evidence(
      Optional<Decision> decision,
      Optional<Evaluation> evaluation,
      Optional<AutoLabelVerdict> autoLabels,
      Optional<Calibration> calibration,
      Optional<Training> training) {
    /** Of a campaign without a finished round. */
    public static final Evidence NONE =
        new Evidence(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  /**
   * How items were chosen.
   *
   * @param activeLearning whether the choice helped, once the campaign has ended
   * @param draws which strategy each round drew, where the strategy is a bandit
   */
  public record Choice(Optional<ActiveLearning> activeLearning, List<BanditDraw> draws) {
    /** Of a campaign without a finished round. */
    public static final Choice NONE = new Choice(Optional.empty(), List.of());

    public Choice {
      draws = List.copyOf(draws);
    }
  }

  /** What one round asked and cost, beside its point on the curve. */
  public record RoundReport(
      int round,
      int queryItems,
      int randomItems,
      int certificationItems,
      long annotations,
      BigDecimal spent) {}

  /** An item that people labeled; {@code confidence} is the posterior probability of its label. */
  public record AskedItem(
      String id,
      ItemContent content,
      String label,
      double confidence,
      int annotations,
      int round,
      String stream,
      Optional<String> truth) {}

  /**
   * What only a simulated campaign can know, since its pool has the true labels.
   *
   * @param labelsRight human labels that equal the truth, of {@code labels}
   * @param labels human labels
   * @param finalAccuracy the last model's accuracy on all items that it was not trained on
   * @param active accuracy of the campaign's models on those items, by training labels
   * @param random the same for models trained on as many uniformly drawn items
   * @param randomNeeds training labels with which random sampling reached the campaign's final
   *     accuracy, if it did within {@code randomTried} labels
   */
  public record TruthComparison(
      long labelsRight,
      long labels,
      double finalAccuracy,
      List<AccuracyPoint> active,
      List<AccuracyPoint> random,
      Optional<Integer> randomNeeds,
      int randomTried) {}

  /** Accuracy after a number of training labels. */
  public record AccuracyPoint(int labels, double accuracy) {}
}
