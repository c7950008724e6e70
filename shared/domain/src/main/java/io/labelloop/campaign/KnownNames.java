package io.labelloop.campaign;

import java.util.List;

/**
 * The names that a campaign file may use, as the registries know them.
 *
 * @param strategies for classification
 * @param trainers for classification
 * @param sequenceStrategies for sequence tasks, the default first
 * @param sequenceTrainers for sequence tasks, the default first
 * @param fit which trainers can be used here, and with which strategies
 */
public record KnownNames(
    List<String> strategies,
    List<String> seedSets,
    List<String> trainers,
    List<String> sequenceStrategies,
    List<String> sequenceTrainers,
    TrainerFit fit) {
  public KnownNames {
    strategies = List.copyOf(strategies);
    seedSets = List.copyOf(seedSets);
    trainers = List.copyOf(trainers);
    sequenceStrategies = List.copyOf(sequenceStrategies);
    sequenceTrainers = List.copyOf(sequenceTrainers);
  }

  /** Names of trainers that can be used everywhere. */
  public KnownNames(
      List<String> strategies,
      List<String> seedSets,
      List<String> trainers,
      List<String> sequenceStrategies,
      List<String> sequenceTrainers) {
    this(strategies, seedSets, trainers, sequenceStrategies, sequenceTrainers, TrainerFit.ANY);
  }
}
