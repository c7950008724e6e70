package io.labelloop.workflow.step;

import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.CertificationSpec;
import io.labelloop.campaign.CertificationStream;
import io.labelloop.estimation.AccuracyBound;
import io.labelloop.estimation.CertificationTest;
import io.labelloop.estimation.ClassBounds;
import io.labelloop.estimation.ConfusionMatrix;
import io.labelloop.estimation.LabelNoise;
import io.labelloop.model.Classifier;
import io.labelloop.model.FeatureSpace;
import io.labelloop.numeric.ArgMax;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.Stream;
import io.labelloop.sequence.SequenceModel;
import io.labelloop.workflow.document.BatchItem;
import io.labelloop.workflow.document.ConsolidatedLabels;
import io.labelloop.workflow.document.Evaluation;
import io.labelloop.workflow.document.StopSetPredictions;
import io.labelloop.workflow.document.ValidationResult;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares a round's model with the certification stream and bounds its accuracy. */
public final class EvaluateRound implements Step<RoundInput, EvaluateRound.Output> {
  private final Campaigns campaigns;

  public EvaluateRound(Campaigns campaigns) {
    this.campaigns = campaigns;
  }

  /** Certification labels, those predicted right, and the bound on accuracy that follows. */
  public record Output(int labels, int correct, double lowerBound, boolean certified) {}

  @Override
  public Class<RoundInput> inputType() {
    return RoundInput.class;
  }

  @Override
  public Output execute(RoundInput input) {
    Campaign campaign = campaigns.open(input.prefix());
    Evaluation evaluation =
        campaign
            .documents()
            .find(campaign.keys().evaluation(input.round()), Evaluation.class)
            .orElseGet(() -> evaluate(campaign, input.round()));
    return new Output(
        evaluation.labels(), evaluation.correct(), evaluation.lowerBound(), evaluation.certified());
  }

  private static Evaluation evaluate(Campaign campaign, int round) {
    return campaign.isSequence()
        ? evaluateTagger(campaign, round)
        : evaluateClassifier(campaign, round);
  }

  private static Evaluation evaluateTagger(Campaign campaign, int round) {
    Optional<SequenceModel> model = campaign.sequenceModel(round);
    SentenceEvaluation found = SentenceEvaluation.of(campaign, round, model);
    return store(
        campaign,
        round,
        StopSet.predictions(campaign, round, model),
        evaluation(campaign, round, found.sentences(), found.right(), List.of(), List.of()));
  }

  private static Evaluation evaluateClassifier(Campaign campaign, int round) {
    FeatureSpace features = campaign.features();
    Optional<Classifier> model = campaign.model(round, features);
    ConfusionMatrix confusion = confusion(campaign, round, model, features);
    if (campaign.spec().query().strategy().isBandit()) {
      campaign
          .documents()
          .decide(
              campaign.keys().validation(round),
              ValidationStream.evaluate(campaign, round, model, features),
              ValidationResult.class);
    }
    return store(
        campaign,
        round,
        StopSet.predictions(campaign, round, model, features),
        evaluation(
            campaign,
            round,
            (int) confusion.total(),
            (int) confusion.correct(),
            rows(confusion),
            perClass(campaign, round, confusion)));
  }

  /** Stores the evaluation after what goes with it: it is what says that the round is evaluated. */
  private static Evaluation store(
      Campaign campaign, int round, StopSetPredictions stopSet, Evaluation evaluation) {
    campaign.documents().decide(campaign.keys().stopSet(round), stopSet, StopSetPredictions.class);
    return campaign
        .documents()
        .decide(campaign.keys().evaluation(round), evaluation, Evaluation.class);
  }

  private static ConfusionMatrix confusion(
      Campaign campaign, int round, Optional<Classifier> model, FeatureSpace features) {
    long[][] counts = new long[campaign.labels().size()][campaign.labels().size()];
    if (model.isPresent()) {
      Map<ItemId, ConsolidatedLabels.Label> consolidated = campaign.consolidatedLabels(round);
      for (BatchItem item : campaign.asked(round)) {
        ConsolidatedLabels.Label label = consolidated.get(item.id());
        if (label != null && item.stream() == Stream.CERTIFICATION) {
          counts[label.label()][
              ArgMax.of(model.get().probabilities(features.vectorOf(item.content())))]++;
        }
      }
    }
    return new ConfusionMatrix(counts);
  }

  private static Evaluation evaluation(
      Campaign campaign,
      int round,
      int labels,
      int correct,
      List<List<Integer>> confusion,
      List<Evaluation.ClassBound> perClass) {
    CampaignSpec spec = campaign.spec();
    Optional<CertificationTest> test = CertificationStream.test(spec);
    Optional<Integer> population =
        spec.certification().claimFor() == CertificationSpec.ClaimFor.POOL
            ? Optional.of(untrained(campaign, round))
            : Optional.empty();
    Optional<AccuracyBound> bound =
        test.map(
            t ->
                population
                    .map(items -> t.evaluateInPool(round, labels, correct, items))
                    .orElseGet(() -> t.evaluate(round, labels, correct)));
    double lowerBound = bound.map(AccuracyBound::lowerBound).orElse(0.0);
    return new Evaluation(
        Evaluation.VERSION,
        round,
        labels,
        correct,
        lowerBound,
        test.map(t -> t.alphaOf(round)).orElse(0.0),
        bound.map(AccuracyBound::certified).orElse(false),
        population,
        confusion,
        perClass,
        CertificationAudit.noise(campaign).map(noise -> stored(noise, lowerBound)));
  }

  /** The items that the round's model was not trained on, the certification items among them. */
  private static int untrained(Campaign campaign, int round) {
    long trained = campaign.asked(round).stream().filter(item -> item.stream().teaches()).count();
    return Math.toIntExact(campaign.streams().items() - trained);
  }

  private static List<Evaluation.ClassBound> perClass(
      Campaign campaign, int round, ConfusionMatrix confusion) {
    double alpha =
        CertificationStream.test(campaign.spec()).map(test -> test.alphaOf(round)).orElse(0.0);
    if (!campaign.spec().certification().perClass()) {
      return List.of();
    }
    return ClassBounds.of(confusion, alpha).stream()
        .map(
            c ->
                new Evaluation.ClassBound(
                    campaign.labels().name(c.labelClass()),
                    c.labeled(),
                    c.predicted(),
                    c.correct(),
                    c.precision(),
                    c.recall()))
        .toList();
  }

  private static Evaluation.LabelNoise stored(LabelNoise noise, double lowerBound) {
    return new Evaluation.LabelNoise(
        noise.audited(),
        noise.different(),
        noise.atMost(),
        noise.confidence(),
        noise.accuracyAtLeast(lowerBound));
  }

  private static List<List<Integer>> rows(ConfusionMatrix confusion) {
    return Arrays.stream(confusion.counts())
        .map(row -> Arrays.stream(row).mapToObj(count -> (int) count).toList())
        .toList();
  }
}
