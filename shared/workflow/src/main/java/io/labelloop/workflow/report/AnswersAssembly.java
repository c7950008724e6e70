package io.labelloop.workflow.report;

import io.labelloop.annotation.Annotation;
import io.labelloop.annotation.AnnotatorId;
import io.labelloop.campaign.ConsolidationSpec;
import io.labelloop.consolidation.AnnotatorReport;
import io.labelloop.consolidation.GoldLabels;
import io.labelloop.consolidation.MethodDisagreement;
import io.labelloop.consolidation.ReviewedConsolidation;
import io.labelloop.estimation.ClopperPearson;
import io.labelloop.workflow.document.ConsolidatedLabels;
import io.labelloop.workflow.document.Suspension;
import io.labelloop.workflow.document.Wave;
import io.labelloop.workflow.step.AnswerConsolidation;
import io.labelloop.workflow.step.Campaign;
import io.labelloop.workflow.step.HiddenGold;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts together what a campaign's answers say of people and of consolidation: by consolidating them
 * once more, since the stored documents hold what the next steps need and no more.
 */
public final class AnswersAssembly {
  private static final double TAIL = 0.025;

  private AnswersAssembly() {}

  /** As of the latest wave that has been consolidated. */
  public static AnswersReport of(Campaign campaign) {
    String id = campaign.claim().campaign();
    Optional<Wave> latest = latest(campaign);
    if (campaign.isSequence() || latest.isEmpty()) {
      return new AnswersReport(AnswersReport.VERSION, id, ofSentences(campaign), Optional.empty());
    }
    AnswerConsolidation made =
        AnswerConsolidation.of(campaign, latest.get().round(), latest.get().wave());
    Map<AnnotatorId, AnswersReport.GoldScore> gold =
        gold(campaign, campaign.annotationsBy(latest.get().round(), latest.get().wave()));
    Map<AnnotatorId, Integer> suspended = new HashMap<>();
    for (Suspension one : made.suspended()) {
      suspended.put(one.annotator(), one.round());
    }
    campaign.reinstatements().annotators().forEach(suspended::remove);
    return new AnswersReport(
        AnswersReport.VERSION,
        id,
        made.annotators().stream()
            .map(
                one ->
                    annotator(
                        one,
                        Optional.ofNullable(gold.get(one.annotator())),
                        Optional.ofNullable(suspended.get(one.annotator()))))
            .toList(),
        Optional.of(review(campaign, made.review(), HiddenGold.labels(campaign))));
  }

  private static Optional<Wave> latest(Campaign campaign) {
    for (int round = campaign.startedRounds(); round >= 1; round--) {
      Optional<Wave> latest =
          campaign.publishedWaves(round).stream()
              .filter(
                  wave ->
                      campaign
                          .documents()
                          .has(campaign.keys().consolidation(wave.round(), wave.wave())))
              .reduce((earlier, later) -> later);
      if (latest.isPresent()) {
        return latest;
      }
    }
    return Optional.empty();
  }

  private static List<AnswersReport.Annotator> ofSentences(Campaign campaign) {
    return campaign
        .consolidation(campaign.startedRounds())
        .map(ConsolidatedLabels::annotators)
        .orElse(List.of())
        .stream()
        .map(
            one ->
                new AnswersReport.Annotator(
                    one.annotator(),
                    one.annotations(),
                    0,
                    one.skill(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of()))
        .toList();
  }

  private static AnswersReport.Annotator annotator(
      AnnotatorReport report,
      Optional<AnswersReport.GoldScore> gold,
      Optional<Integer> suspendedSince) {
    return new AnswersReport.Annotator(
        report.annotator().value(),
        report.annotations(),
        report.answersLeft(),
        report.skill(),
        report.information(),
        gold,
        report.secondsPerAnswer(),
        suspendedSince,
        report.confusion());
  }

  private static Map<AnnotatorId, AnswersReport.GoldScore> gold(
      Campaign campaign, List<Annotation> answers) {
    GoldLabels known = HiddenGold.labels(campaign);
    Map<AnnotatorId, int[]> counts = new HashMap<>();
    for (Annotation answer : answers) {
      known
          .classOf(answer.item())
          .ifPresent(
              label -> {
                int[] count = counts.computeIfAbsent(answer.annotator(), a -> new int[2]);
                count[0] += answer.label() == label ? 1 : 0;
                count[1]++;
              });
    }
    Map<AnnotatorId, AnswersReport.GoldScore> scores = new HashMap<>();
    counts.forEach(
        (annotator, count) ->
            scores.put(
                annotator,
                new AnswersReport.GoldScore(
                    count[0],
                    count[1],
                    ClopperPearson.lowerBound(count[0], count[1], TAIL),
                    ClopperPearson.upperBound(count[0], count[1], TAIL))));
    return scores;
  }

  private static AnswersReport.ConsolidationReview review(
      Campaign campaign, ReviewedConsolidation review, GoldLabels gold) {
    MethodDisagreement disagreement = review.disagreement();
    return new AnswersReport.ConsolidationReview(
        campaign.spec().consolidation().usesModel()
            ? ConsolidationSpec.MODEL_PRIOR
            : review.choice().method().name(),
        review.choice().reason(),
        (int)
            review.consolidation().labels().stream()
                .filter(label -> gold.classOf(label.item()).isPresent())
                .count(),
        review.choice().goldAccuracy(),
        review
            .calibration()
            .map(
                fitted ->
                    new AnswersReport.Calibrated(
                        fitted.temperature().value(),
                        fitted.gold(),
                        fitted.before(),
                        fitted.after())),
        new AnswersReport.Disagreement(
            disagreement.methods(),
            disagreement.items(),
            disagreement.share(),
            disagreement.isWorthAWarning(),
            disagreement.disputed().stream().map(item -> disputed(campaign, item)).toList()));
  }

  private static AnswersReport.DisputedItem disputed(
      Campaign campaign, MethodDisagreement.Disputed item) {
    Map<String, String> labels = new LinkedHashMap<>();
    item.labels().forEach((method, label) -> labels.put(method, campaign.labels().name(label)));
    return new AnswersReport.DisputedItem(item.item().value(), labels);
  }
}
