package io.labelloop.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A way of learning: how items become vectors, and labeled vectors a model. Deterministic in all
 * that it is given.
 */
public interface Learner extends Trainer {
  /**
   * Trains a model. The order of the examples must not matter to the result: implementations order
   * them by id.
   *
   * @param training at least one example; with a single class the model predicts that class
   * @param trainedAt what the model's provenance says about when; time is handed in so that a
   *     repeated step writes the same bytes
   */
  Classifier train(
      FeatureSpace space,
      ClassLabels classes,
      List<LabeledVector> training,
      long seed,
      Instant trainedAt);

  /**
   * This way of learning with other hyper-parameters, itself among them: a few, fixed settings that
   * a {@link GridSearch} chooses from. Only itself where there is nothing to choose.
   */
  default List<Learner> grid() {
    return List.of(this);
  }

  /** What tells this setting from the others of its grid, such as {@code C = 10}. */
  default String setting() {
    return "";
  }

  /**
   * This way of learning with an earlier model as its prior: without examples it would predict as
   * that one does, and examples move it away.
   *
   * @return nothing if it cannot start from such a model
   */
  default Optional<Learner> startingFrom(EarlierModel earlier) {
    return Optional.empty();
  }

  /** Whether it has an earlier model as its prior. */
  default boolean hasPrior() {
    return false;
  }

  /**
   * This way of learning with guesses beside the labels, which count as no examples in what the
   * model says of itself.
   *
   * @param weight of a guess, where a label weighs 1
   * @return nothing if it cannot weigh what it learns from
   */
  default Optional<Learner> alsoFrom(List<LabeledVector> guesses, double weight) {
    return Optional.empty();
  }

  /** The ways of learning that this one puts together, in the order of their names; or itself. */
  default List<Learner> parts() {
    return List.of(this);
  }

  /**
   * The same put together from other parts.
   *
   * @param parts as many as {@link #parts}
   */
  default Learner of(List<Learner> parts) {
    return parts.getFirst();
  }

  /**
   * Reads what {@link Classifier#toBytes} wrote.
   *
   * @throws UnreadableModelException if the bytes are truncated, of another feature space, or of a
   *     newer version
   */
  Classifier read(FeatureSpace space, ClassLabels classes, byte[] stored);
}
