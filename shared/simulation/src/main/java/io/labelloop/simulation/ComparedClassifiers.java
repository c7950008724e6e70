package io.labelloop.simulation;

import io.labelloop.annotation.Answer;
import io.labelloop.model.Classifier;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.LabeledVector;
import io.labelloop.numeric.ArgMax;
import io.labelloop.numeric.Vector;
import io.labelloop.pool.Item;
import io.labelloop.pool.ItemId;
import io.labelloop.workflow.step.Campaign;
import io.labelloop.workflow.step.HyperParameters;
import java.util.List;
import java.util.Optional;

/** Models of classes; a prediction is right if the class is. */
final class ComparedClassifiers implements ComparedModels<ComparedClassifiers.Vectorized> {
  private final Campaign campaign;
  private final FeatureSpace features;

  ComparedClassifiers(Campaign campaign) {
    this.campaign = campaign;
    this.features = campaign.features();
  }

  /** An item as a vector with its true class. */
  record Vectorized(ItemId id, Vector features, int label) implements Example {}

  @Override
  public Vectorized example(Item item, Answer truth) {
    return new Vectorized(item.id(), features.vectorOf(item.content()), truth.label());
  }

  @Override
  public Optional<Model<Vectorized>> model(int round) {
    return campaign.models().classifier(round, features).map(ComparedClassifiers::compared);
  }

  @Override
  public Model<Vectorized> train(List<Vectorized> examples) {
    List<LabeledVector> vectors =
        examples.stream().map(e -> new LabeledVector(e.id(), e.features(), e.label())).toList();
    return compared(
        HyperParameters.chosenFor(campaign, features, vectors)
            .train(
                features,
                campaign.labels(),
                vectors,
                campaign.spec().seed(),
                campaign.claim().claimedAt()));
  }

  private static Model<Vectorized> compared(Classifier model) {
    return examples ->
        examples.stream()
            .mapToInt(e -> ArgMax.of(model.probabilities(e.features())) == e.label() ? 1 : 0)
            .average()
            .orElse(0);
  }
}
