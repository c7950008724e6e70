package io.labelloop.simulation;

import io.labelloop.annotation.Answer;
import io.labelloop.pool.Item;
import io.labelloop.pool.ItemId;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The models of a campaign's task that the final comparison holds against the truth.
 *
 * @param <E> an item with its true answer, in the form in which models see it
 */
interface ComparedModels<E extends ComparedModels.Example> {
  /** An item whose true answer is known. */
  interface Example {
    ItemId id();
  }

  /** A model, as the share of examples that it predicts right. */
  interface Model<E> extends ToDoubleFunction<List<E>> {}

  E example(Item item, Answer truth);

  /** The campaign's own model of a round or of the latest round before it that has one. */
  Optional<Model<E>> model(int round);

  Model<E> train(List<E> examples);
}
