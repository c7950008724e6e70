package io.labelloop.workflow.step;

import io.labelloop.model.Classifier;
import io.labelloop.model.Committee;
import io.labelloop.model.FeatureSpace;
import io.labelloop.numeric.Vector;
import io.labelloop.pool.Item;
import io.labelloop.query.AcquisitionFunction;
import io.labelloop.query.Candidate;
import io.labelloop.query.InformationDensity;
import io.labelloop.query.PoolView;
import io.labelloop.query.Prediction;
import io.labelloop.query.ProbabilityAcquisition;
import io.labelloop.query.QueryStrategy;
import io.labelloop.workflow.document.ScoredItem;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a round's query strategy sees: each item's vector, and what the model of the round before
 * and its committee say of it.
 */
final class RoundScorer implements ItemScorer {
  private final FeatureSpace features;
  private final Optional<Classifier> model;
  private final Optional<Committee> committee;
  private final double[] unknown;
  private final PoolView view;
  private final AcquisitionFunction acquisition;

  private RoundScorer(Campaign campaign, int round, QueryStrategy strategy) {
    this.features = campaign.features();
    this.model = campaign.models().classifier(round - 1, features);
    this.committee =
        strategy.committee() > 0
            ? campaign.models().committee(round - 1, features)
            : Optional.empty();
    this.unknown = new double[campaign.labels().size()];
    Arrays.fill(unknown, 1.0 / unknown.length);
    this.view =
        new PoolView(
            () -> TrainingExamples.of(campaign, round - 1, features),
            () -> campaign.pool().streams(round).items() - campaign.asked(round - 1).size(),
            () -> meanDirection(campaign, round, features));
    this.acquisition = strategy.acquisition(view);
  }

  static RoundScorer of(Campaign campaign, int round) {
    return new RoundScorer(campaign, round, Strategies.of(campaign, round));
  }

  PoolView view() {
    return view;
  }

  /** An item as the strategy sees it. */
  Candidate candidate(Item item) {
    Vector vector = features.vectorOf(item.content());
    return new Candidate(
        new Prediction(
            item.id(),
            model.map(known -> known.probabilities(vector)).orElse(unknown),
            committee.map(known -> known.probabilities(vector)).orElse(List.of())),
        vector);
  }

  @Override
  public ScoredItem score(Item item) {
    Candidate candidate = candidate(item);
    return new ScoredItem(
        item.id(),
        ScoredItem.Pick.INFORMATIVE,
        acquisition.score(candidate),
        Arrays.stream(candidate.prediction().probabilities()).boxed().toList(),
        item.content());
  }

  @Override
  public Optional<Compiled> compiled() {
    return acquisition instanceof ProbabilityAcquisition simple
        ? model.flatMap(Classifier::compile).map(scorer -> new Compiled(scorer, simple))
        : Optional.empty();
  }

  private static Vector meanDirection(Campaign campaign, int round, FeatureSpace features) {
    List<Vector> sample =
        campaign.pool().sample(round).stream()
            .map(item -> features.vectorOf(item.content()))
            .toList();
    return InformationDensity.meanDirection(sample, features.size());
  }
}
