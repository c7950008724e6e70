package io.labelloop.workflow.step;

import io.labelloop.model.Classifier;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.LabeledVector;
import io.labelloop.model.Learner;
import io.labelloop.model.PseudoLabels;
import io.labelloop.numeric.Vector;
import io.labelloop.pool.Item;
import io.labelloop.pool.ItemId;
import io.labelloop.workflow.document.Training;
import io.labelloop.workflow.document.ValidationResult;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Trains a round's model also on its own confident guesses about items of the pool's sample, and
 * keeps that model only if it does no worse on the validation stream. Guesses are stored nowhere
 * but as counts: no label file and no later round knows of them.
 */
final class SelfTraining {
  private SelfTraining() {}

  /**
   * The model of a round, and what the guesses came to.
   *
   * @param outcome nothing if nothing was tried
   */
  record Result(Classifier model, Optional<Training.SelfTraining> outcome) {}

  /**
   * Tries guesses beside the labels if the campaign asks for that.
   *
   * @param learner trained {@code model} on {@code examples}
   */
  static Result train(
      Campaign campaign,
      int round,
      Learner learner,
      Classifier model,
      FeatureSpace features,
      List<LabeledVector> examples,
      Instant trainedAt) {
    if (campaign.spec().model().selfTraining().isEmpty()) {
      return new Result(model, Optional.empty());
    }
    long seed = campaign.spec().seed();
    int[] labels = new int[campaign.labels().size()];
    examples.forEach(example -> labels[example.label()]++);
    List<LabeledVector> guesses =
        PseudoLabels.of(
            unlabeled(campaign, round, features),
            model.tempered(
                Calibrating.heldOut(campaign, learner, features, examples).temperature()),
            Arrays.stream(labels).boxed().toList(),
            seed);
    ValidationResult without =
        ValidationStream.evaluate(campaign, round, Optional.of(model), features);
    Classifier with =
        guesses.isEmpty()
            ? model
            : learner
                .alsoFrom(guesses, PseudoLabels.WEIGHT)
                .orElseThrow()
                .train(features, campaign.labels(), examples, seed, trainedAt);
    ValidationResult after =
        ValidationStream.evaluate(campaign, round, Optional.of(with), features);
    boolean kept = !guesses.isEmpty() && after.labels() > 0 && after.logLoss() <= without.logLoss();
    int[] perClass = new int[labels.length];
    guesses.forEach(guess -> perClass[guess.label()]++);
    return new Result(
        kept ? with : model,
        Optional.of(
            new Training.SelfTraining(
                Arrays.stream(perClass).boxed().toList(),
                PseudoLabels.WEIGHT,
                after.labels(),
                without.logLoss(),
                after.logLoss(),
                kept)));
  }

  /** The items of the pool's sample that nobody is or will be asked about by this round. */
  private static Map<ItemId, Vector> unlabeled(
      Campaign campaign, int round, FeatureSpace features) {
    Set<ItemId> taken = campaign.takenBy(round);
    Map<ItemId, Vector> unlabeled = new LinkedHashMap<>();
    for (Item item : campaign.pool().sample(round)) {
      if (!taken.contains(item.id())) {
        unlabeled.put(item.id(), features.vectorOf(item.content()));
      }
    }
    return unlabeled;
  }
}
