package io.labelloop.query;

import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import java.util.List;

/** Takes the items with the highest acquisition scores. */
public record TopRanked(String name, AcquisitionFunction acquisition) implements QueryStrategy {
  @Override
  public int candidates(int batchSize) {
    return batchSize;
  }

  @Override
  public List<ItemId> select(List<Candidate> candidates, int batchSize, SeededOrder ties) {
    return Ranking.by(acquisition, ties).best(candidates, batchSize).stream()
        .map(Candidate::id)
        .toList();
  }
}
