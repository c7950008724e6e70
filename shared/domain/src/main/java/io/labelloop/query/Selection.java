package io.labelloop.query;

import io.labelloop.model.LabeledVector;
import io.labelloop.numeric.Vector;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a strategy chooses a batch from.
 *
 * @param candidates the best items by {@link QueryStrategy#acquisition} and the uniformly drawn
 *     ones, in any order, each once
 * @param batchSize how many are wanted, at least 1
 * @param view the labels so far and the middle of the pool
 * @param ties breaks ties, and is the only source of chance
 */
public record Selection(
    List<Candidate> candidates, int batchSize, PoolView view, SeededOrder ties) {
  public Selection {
    candidates = List.copyOf(candidates);
    if (batchSize < 1) {
      throw new IllegalArgumentException("a batch has at least 1 item, but was " + batchSize);
    }
  }

  /** The candidates in the seeded order, which does not depend on how they came. */
  List<Candidate> inOrder() {
    return candidates.stream().sorted(Comparator.comparing(Candidate::id, ties)).toList();
  }

  /** The first candidates in that order: a uniform draw, where all were drawn. */
  List<Candidate> firstInOrder(int most) {
    return inOrder().stream().limit(most).toList();
  }

  /** The vectors of candidates, and after them those of what is labeled, by id. */
  List<Vector> withLabeled(List<Candidate> some) {
    return Stream.concat(
            some.stream().map(Candidate::features),
            view.labeled().stream()
                .sorted(Comparator.comparing(LabeledVector::id))
                .map(LabeledVector::features))
        .toList();
  }

  /** The number of items that can be chosen. */
  int wanted() {
    return Math.min(batchSize, candidates.size());
  }

  /** The same selection from other candidates. */
  Selection among(List<Candidate> others) {
    return new Selection(others, batchSize, view, ties);
  }

  /** The same selection of another number of items. */
  Selection ofSize(int size) {
    return new Selection(candidates, size, view, ties);
  }

  /** A seed for methods that draw numbers; the same for any order of the candidates. */
  long seed() {
    return ties.placeOf(new ItemId("selection"));
  }
}
