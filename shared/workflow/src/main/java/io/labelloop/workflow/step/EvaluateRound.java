package io.labelloop.workflow.step;

import io.labelloop.estimation.AccuracyBound;
import io.labelloop.estimation.CertificationTest;
import io.labelloop.model.Classifier;
import io.labelloop.model.FeatureSpace;
import io.labelloop.numeric.ArgMax;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.Stream;
import io.labelloop.workflow.document.BatchItem;
import io.labelloop.workflow.document.ConsolidatedLabels;
import io.labelloop.workflow.document.Evaluation;
import java.util.ArrayList;
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
            .orElseGet(
                () ->
                    campaign
                        .documents()
                        .decide(
                            campaign.keys().evaluation(input.round()),
                            evaluate(campaign, input.round()),
                            Evaluation.class));
    return new Output(
        evaluation.labels(), evaluation.correct(), evaluation.lowerBound(), evaluation.certified());
  }

  private static Evaluation evaluate(Campaign campaign, int round) {
    int classes = campaign.labels().size();
    int[][] confusion = new int[classes][classes];
    FeatureSpace features = campaign.features();
    Optional<Classifier> model = campaign.model(round, features);
    int labels = 0;
    int correct = 0;
    if (model.isPresent()) {
      Map<ItemId, ConsolidatedLabels.Label> consolidated = campaign.consolidatedLabels(round);
      for (BatchItem item : campaign.asked(round)) {
        ConsolidatedLabels.Label asked = consolidated.get(item.id());
        if (asked != null && item.stream() == Stream.CERTIFICATION) {
          int label = asked.label();
          int predicted = ArgMax.of(model.get().probabilities(features.vectorOf(item.content())));
          confusion[label][predicted]++;
          labels++;
          correct += label == predicted ? 1 : 0;
        }
      }
    }
    int evaluated = labels;
    int right = correct;
    Optional<CertificationTest> test = StopRules.certification(campaign.spec());
    Optional<AccuracyBound> bound = test.map(t -> t.evaluate(round, evaluated, right));
    return new Evaluation(
        Evaluation.VERSION,
        round,
        labels,
        correct,
        bound.map(AccuracyBound::lowerBound).orElse(0.0),
        test.map(t -> t.spending().alphaOf(round, 1 - t.confidence())).orElse(0.0),
        bound.map(AccuracyBound::certified).orElse(false),
        rows(confusion));
  }

  private static List<List<Integer>> rows(int[][] counts) {
    var rows = new ArrayList<List<Integer>>();
    for (int[] row : counts) {
      rows.add(java.util.Arrays.stream(row).boxed().toList());
    }
    return rows;
  }
}
