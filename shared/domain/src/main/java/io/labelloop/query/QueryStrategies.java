package io.labelloop.query;

import io.labelloop.campaign.StrategySpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The query strategies that a campaign can name. */
public final class QueryStrategies {
  /** How many uniformly drawn items a strategy sees that has to know what the pool looks like. */
  public static final int UNIFORM = 5_000;

  /** How many bagged members a committee has. */
  public static final int COMMITTEE = 5;

  private static final List<QueryStrategy> ALL =
      List.of(
          new MarginCluster(),
          TopRanked.by("margin", new MarginSampling()),
          TopRanked.by("least-confidence", new LeastConfidence()),
          TopRanked.by("ratio", new RatioSampling()),
          TopRanked.by("entropy", new EntropySampling()),
          TopRanked.byCommittee("vote-entropy", new VoteEntropy()),
          TopRanked.byCommittee("committee-kl", new KlToMean()),
          TopRanked.byCommittee("version-space", new VersionSpaceSplit()),
          TopRanked.by("expected-gradient-length", new ExpectedGradientLength()),
          TopRanked.byCommittee("expected-model-change", new ExpectedModelChange()),
          TopRanked.by("maximum-model-change", new MaximumModelChange()),
          TopRanked.byPool(
              "information-density", view -> new InformationDensity(view.meanDirection(), 1)),
          new WeightedKMeansPlusPlus(),
          new RankedBatch(),
          new Badge(),
          new KCenterGreedy(),
          new TypiClust(),
          new ProbCover(),
          TopRanked.by("random", new RandomSampling()));

  private QueryStrategies() {}

  /** The names, the default first. */
  public static List<String> names() {
    return ALL.stream().map(QueryStrategy::name).toList();
  }

  /** The names of those whose formulas are for linear models with a softmax. */
  public static Set<String> needLinearModel() {
    return Set.of(
        "badge", "expected-gradient-length", "expected-model-change", "maximum-model-change");
  }

  /** The strategy of a name, or nothing if there is none. */
  public static Optional<QueryStrategy> named(String name) {
    return ALL.stream().filter(strategy -> strategy.name().equals(name)).findFirst();
  }

  /**
   * The strategy that a campaign file describes, by whatever a single round knows.
   *
   * @throws IllegalArgumentException if it is a {@link Bandit}, which looks at many rounds, or a
   *     name is unknown, which reading the file has ruled out
   */
  public static QueryStrategy of(StrategySpec spec) {
    List<QueryStrategy> parts = spec.of().stream().map(QueryStrategies::of).toList();
    return switch (spec.type()) {
      case StrategySpec.PORTFOLIO -> new Portfolio(parts);
      case "class-quota" -> new ClassQuota(parts.getFirst(), spec.share().orElse(0.5));
      case "cost-aware" -> new CostAware(parts.getFirst());
      case "anchored" -> new Anchored(parts.getFirst());
      case StrategySpec.BANDIT ->
          throw new IllegalArgumentException(
              "a bandit draws another strategy each round, by what earlier rounds came to, but one was"
                  + " asked for by itself: "
                  + spec.inWords());
      default ->
          named(spec.type())
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "there is no strategy '" + spec.type() + "'; there are " + names()));
    };
  }
}
