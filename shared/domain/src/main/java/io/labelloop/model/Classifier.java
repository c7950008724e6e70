package io.labelloop.model;

import io.labelloop.numeric.Vector;
import java.util.List;
import java.util.Optional;

/** A trained model. Immutable and safe for use by several threads. */
public interface Classifier {
  /** The classes, in the order of the columns of every prediction. */
  ClassLabels classes();

  /**
   * The class probabilities of an item: one per class of the task, whether the training data had it
   * or not, each in {@code [0, 1]}, summing to 1.
   */
  double[] probabilities(Vector features);

  /** The members whose mean this model is, if it is a committee; none otherwise. */
  default List<Classifier> members() {
    return List.of();
  }

  /**
   * The same model with its probabilities at a temperature. Models that can, keep it in their
   * stored form; of the others that is the form without it.
   */
  default Classifier tempered(Temperature temperature) {
    return new TemperedClassifier(this, temperature);
  }

  /**
   * The same model in a form that scores items from their bytes; nothing where there is none for
   * this kind of model. Costs about as much as scoring some hundred items.
   */
  default Optional<CompiledScorer> compile() {
    return Optional.empty();
  }

  /** The stored form, to be read by {@link Learner#read}; the same bytes for the same training. */
  byte[] toBytes();
}
