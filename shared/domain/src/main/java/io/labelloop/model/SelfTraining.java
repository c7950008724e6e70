package io.labelloop.model;

import io.labelloop.numeric.Vector;
import io.labelloop.pool.ItemId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model that also learned from its own confident guesses ({@link PseudoLabels}), kept only if it
 * does no worse on a validation stream than the model of the labels alone.
 *
 * @param model the one that is kept
 * @param perClass how many guesses each class has
 * @param without how the model of the labels alone does
 * @param with how the model does that also learned from the guesses
 * @param kept whether that one is {@code model}
 */
public record SelfTraining(
    Classifier model,
    List<Integer> perClass,
    ValidationScore without,
    ValidationScore with,
    boolean kept) {
  public SelfTraining {
    perClass = List.copyOf(perClass);
  }

  /**
   * Guesses, learns, and decides.
   *
   * @param learner trained {@code model} on {@code examples}, and can weigh guesses
   * @param unlabeled what may be guessed: no example, and no item of a stream that tests
   * @param validation what decides; without an item no guess is kept
   */
  public static SelfTraining of(
      Learner learner,
      Classifier model,
      FeatureSpace space,
      ClassLabels classes,
      List<LabeledVector> examples,
      Map<ItemId, Vector> unlabeled,
      List<LabeledVector> validation,
      long seed,
      Instant trainedAt) {
    int[] labels = perClass(examples, classes);
    List<LabeledVector> guesses =
        PseudoLabels.of(
            unlabeled,
            model.tempered(OutOfFold.by(learner, space, classes, examples, seed).temperature()),
            Arrays.stream(labels).boxed().toList(),
            seed);
    ValidationScore without = ValidationScore.of(Optional.of(model), validation, classes.size());
    Classifier other =
        guesses.isEmpty()
            ? model
            : learner
                .alsoFrom(guesses, PseudoLabels.WEIGHT)
                .orElseThrow()
                .train(space, classes, examples, seed, trainedAt);
    ValidationScore with = ValidationScore.of(Optional.of(other), validation, classes.size());
    boolean kept = !guesses.isEmpty() && with.labels() > 0 && with.logLoss() <= without.logLoss();
    return new SelfTraining(
        kept ? other : model,
        Arrays.stream(perClass(guesses, classes)).boxed().toList(),
        without,
        with,
        kept);
  }

  private static int[] perClass(List<LabeledVector> items, ClassLabels classes) {
    int[] counts = new int[classes.size()];
    items.forEach(item -> counts[item.label()]++);
    return counts;
  }
}
