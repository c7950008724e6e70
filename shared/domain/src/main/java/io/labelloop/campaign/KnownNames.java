package io.labelloop.campaign;

import java.util.List;

/** The names that a campaign file may use, as the registries know them. */
public record KnownNames(List<String> strategies, List<String> seedSets, List<String> trainers) {
  public KnownNames {
    strategies = List.copyOf(strategies);
    seedSets = List.copyOf(seedSets);
    trainers = List.copyOf(trainers);
  }
}
