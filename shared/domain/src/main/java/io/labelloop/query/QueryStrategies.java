package io.labelloop.query;

import java.util.List;
import java.util.Optional;

/** The query strategies that a campaign can name. */
public final class QueryStrategies {
  private static final List<QueryStrategy> ALL =
      List.of(
          new MarginCluster(),
          new TopRanked("margin", new MarginSampling()),
          new TopRanked("least-confidence", new LeastConfidence()),
          new TopRanked("entropy", new EntropySampling()),
          new TopRanked("random", new RandomSampling()));

  private QueryStrategies() {}

  /** The names, the default first. */
  public static List<String> names() {
    return ALL.stream().map(QueryStrategy::name).toList();
  }

  /** The strategy of a name, or nothing if there is none. */
  public static Optional<QueryStrategy> named(String name) {
    return ALL.stream().filter(strategy -> strategy.name().equals(name)).findFirst();
  }
}
