package io.labelloop.model;

import io.labelloop.numeric.Vector;
import io.labelloop.pool.ItemId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How the model of a round comes about, in a campaign as in a comparison of strategies: settings
 * are searched for if that is asked for, the labels are learned from, and guesses are tried beside
 * them if that is asked for.
 *
 * @param learner the trainer, around the model of an earlier campaign where it starts from one
 * @param search whether hyper-parameters are chosen by cross-validation
 * @param selfTraining whether guesses are tried
 */
public record RoundTraining(Learner learner, boolean search, boolean selfTraining) {
  /** Labels alone, with the learner's own setting. */
  public static RoundTraining plain(Learner learner) {
    return new RoundTraining(learner, false, false);
  }

  /**
   * What self-training looks at beside the labels; asked for only where guesses are tried.
   *
   * @param unlabeled what may be guessed
   * @param validation what decides whether guesses are kept
   */
  public record Beside(
      Supplier<Map<ItemId, Vector>> unlabeled, Supplier<List<LabeledVector>> validation) {}

  /**
   * A trained round.
   *
   * @param search the settings that were tried, if any were
   * @param learner the learner with the settings that were chosen: it trains committees, too
   * @param labelsAlone the model of the labels
   * @param guesses what guesses beside them came to, if they were tried
   */
  public record Trained(
      Optional<PartsSearch> search,
      Learner learner,
      Classifier labelsAlone,
      Optional<SelfTraining> guesses) {
    /** The model of the round. */
    public Classifier model() {
      return guesses.map(SelfTraining::model).orElse(labelsAlone);
    }
  }

  /** A search over some examples; nothing if none is asked for. */
  public Optional<PartsSearch> searched(
      FeatureSpace space, ClassLabels classes, List<LabeledVector> examples, long seed) {
    return search
        ? Optional.of(PartsSearch.of(learner, space, classes, examples, seed))
        : Optional.empty();
  }

  /** The learner with what a search chose. */
  public Learner with(Optional<PartsSearch> found) {
    return found
        .map(parts -> PartsSearch.withSettings(learner, parts.settings(learner)))
        .orElse(learner);
  }

  /**
   * Trains a round's model.
   *
   * @param examples at least one; none of a stream that tests
   */
  public Trained train(
      FeatureSpace space,
      ClassLabels classes,
      List<LabeledVector> examples,
      Beside beside,
      long seed,
      Instant trainedAt) {
    Optional<PartsSearch> found = searched(space, classes, examples, seed);
    Learner chosen = with(found);
    Classifier alone = chosen.train(space, classes, examples, seed, trainedAt);
    Optional<SelfTraining> guesses =
        selfTraining
            ? Optional.of(
                SelfTraining.of(
                    chosen,
                    alone,
                    space,
                    classes,
                    examples,
                    beside.unlabeled().get(),
                    beside.validation().get(),
                    seed,
                    trainedAt))
            : Optional.empty();
    return new Trained(found, chosen, alone, guesses);
  }
}
