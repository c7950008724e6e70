package io.labelloop.learning.compare;

import io.labelloop.model.Classifier;
import io.labelloop.model.Committee;
import io.labelloop.model.LabeledVector;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import io.labelloop.query.AcquisitionFunction;
import io.labelloop.query.Candidate;
import io.labelloop.query.PoolView;
import io.labelloop.query.Prediction;
import io.labelloop.query.QueryStrategy;
import io.labelloop.query.Selection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Chooses a batch as a campaign does: the strategy sees the best items by its score and some
 * uniformly drawn ones, never the whole pool.
 *
 * @param committee where the strategy asks one
 */
record BatchChoice(QueryStrategy strategy, Classifier model, Optional<Committee> committee) {
  /**
   * The items to ask about.
   *
   * @param unlabeled with labels that nobody looks at
   */
  List<ItemId> of(Collection<LabeledVector> unlabeled, int batch, PoolView view, SeededOrder ties) {
    AcquisitionFunction acquisition = strategy.acquisition(view);
    List<Scored> scored = new ArrayList<>(unlabeled.size());
    for (LabeledVector item : unlabeled) {
      Prediction prediction =
          new Prediction(
              item.id(),
              model.probabilities(item.features()),
              committee.map(some -> some.probabilities(item.features())).orElse(List.of()));
      Candidate candidate = new Candidate(prediction, item.features());
      scored.add(new Scored(candidate, acquisition.score(candidate), ties.placeOf(item.id())));
    }
    scored.sort(null);
    List<Candidate> candidates =
        new ArrayList<>(
            scored.stream().limit(strategy.candidates(batch)).map(Scored::candidate).toList());
    scored.stream()
        .skip(strategy.candidates(batch))
        .sorted(Comparator.comparing(Scored::place, Long::compareUnsigned))
        .limit(strategy.uniformCandidates(batch))
        .map(Scored::candidate)
        .forEach(candidates::add);
    return strategy.select(new Selection(candidates, batch, view, ties));
  }

  /**
   * Sorts by falling score, then as {@link SeededOrder} does, whose places are costly to ask for.
   */
  private record Scored(Candidate candidate, double score, long place)
      implements Comparable<Scored> {
    @Override
    public int compareTo(Scored other) {
      int byScore = Double.compare(other.score, score);
      if (byScore != 0) {
        return byScore;
      }
      int byPlace = Long.compareUnsigned(place, other.place);
      return byPlace != 0 ? byPlace : candidate.id().compareTo(other.candidate.id());
    }
  }
}
