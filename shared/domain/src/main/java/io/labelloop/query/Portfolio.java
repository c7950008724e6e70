package io.labelloop.query;

import io.labelloop.pool.ItemId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A portfolio of strategies by rank aggregation: each ranks {@value #DEPTH} b items, and those with
 * the most points in all are taken. A strategy gives {@value #DEPTH} b points to its first item,
 * one less to the next, and none to those that it does not rank (Borda's count).
 *
 * <p>Protects from the worst of its strategies where nobody knows which suits; does not beat the
 * best. Sees what any of them wants to see.
 *
 * <p>Tran, Ong, Wolf: Combining active learning suggestions. PeerJ Computer Science 4, 2018.
 */
public final class Portfolio implements QueryStrategy {
  private static final int DEPTH = 3;

  private final List<QueryStrategy> strategies;

  /**
   * @param strategies at least one
   */
  public Portfolio(List<QueryStrategy> strategies) {
    this.strategies = List.copyOf(strategies);
  }

  @Override
  public String name() {
    return "portfolio";
  }

  /** The first strategy's; the others choose among its best and the uniformly drawn. */
  @Override
  public AcquisitionFunction acquisition(PoolView view) {
    return strategies.getFirst().acquisition(view);
  }

  @Override
  public int candidates(int batchSize) {
    return strategies.getFirst().candidates(DEPTH * batchSize);
  }

  /** Those whose ranking is another's see a uniform sample of what that one leaves out. */
  @Override
  public int uniformCandidates(int batchSize) {
    return QueryStrategies.UNIFORM;
  }

  @Override
  public int committee() {
    return strategies.stream().mapToInt(QueryStrategy::committee).max().orElse(0);
  }

  @Override
  public List<ItemId> select(Selection selection) {
    int depth = DEPTH * selection.batchSize();
    Map<ItemId, Integer> points = new HashMap<>();
    for (QueryStrategy strategy : strategies) {
      int worth = depth;
      for (ItemId item : strategy.select(selection.ofSize(depth))) {
        points.merge(item, worth--, Integer::sum);
      }
    }
    return points.keySet().stream()
        .sorted(
            Comparator.<ItemId>comparingInt(item -> -points.getOrDefault(item, 0))
                .thenComparing(selection.ties()))
        .limit(selection.wanted())
        .toList();
  }
}
