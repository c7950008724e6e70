package io.labelloop.learning.compare;

import io.labelloop.pool.SeededOrder;
import io.labelloop.query.Bandit;
import io.labelloop.query.QueryStrategy;
import java.util.List;

/** Says which strategy chooses the next batch. */
@FunctionalInterface
public interface RoundStrategy {
  /**
   * The strategy of the next round.
   *
   * @param losses the mean log-loss on the validation stream after each round so far, at least one;
   *     empty where the arm has no such stream
   * @param rounds how many models are trained in all
   * @param seed the only source of chance
   */
  QueryStrategy next(List<Double> losses, int rounds, long seed);

  /** The same strategy in every round. */
  static RoundStrategy always(QueryStrategy strategy) {
    return (losses, rounds, seed) -> strategy;
  }

  /** Draws as the {@link Bandit} of a campaign does that ends after as many rounds. */
  static RoundStrategy bandit(List<QueryStrategy> strategies) {
    return (losses, rounds, seed) ->
        new Bandit(strategies, rounds).strategy(losses, new SeededOrder(seed, "bandit"));
  }
}
