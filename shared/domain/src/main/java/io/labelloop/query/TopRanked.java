package io.labelloop.query;

import io.labelloop.pool.ItemId;
import java.util.List;
import java.util.function.Function;

/** Takes the items with the highest acquisition scores. */
public final class TopRanked implements QueryStrategy {
  private final String name;
  private final int committee;
  private final Function<PoolView, AcquisitionFunction> acquisition;

  private TopRanked(
      String name, int committee, Function<PoolView, AcquisitionFunction> acquisition) {
    this.name = name;
    this.committee = committee;
    this.acquisition = acquisition;
  }

  /** By what a single model says. */
  public static TopRanked by(String name, AcquisitionFunction acquisition) {
    return new TopRanked(name, 0, view -> acquisition);
  }

  /** By what the members of a committee say. */
  public static TopRanked byCommittee(String name, AcquisitionFunction acquisition) {
    return new TopRanked(name, QueryStrategies.COMMITTEE, view -> acquisition);
  }

  /** By what a single model says and where the item lies in the pool. */
  public static TopRanked byPool(String name, Function<PoolView, AcquisitionFunction> acquisition) {
    return new TopRanked(name, 0, acquisition);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public AcquisitionFunction acquisition(PoolView view) {
    return acquisition.apply(view);
  }

  @Override
  public int candidates(int batchSize) {
    return batchSize;
  }

  @Override
  public int committee() {
    return committee;
  }

  @Override
  public List<ItemId> select(Selection selection) {
    return Ranking.by(acquisition(selection.view()), selection.ties())
        .best(selection.candidates(), selection.batchSize())
        .stream()
        .map(Candidate::id)
        .toList();
  }
}
