package io.labelloop.query;

import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A bandit over strategies: each round one of them is drawn by {@link Exp3} and chooses the whole
 * batch, and its reward is how much better the next model predicts the validation stream. Random
 * sampling is always among them, so that a campaign where nothing helps comes to know it.
 *
 * <p>The reward of a round is {@code 1/2 + }{@value #SLOPE}{@code (L - L') / L}, cut to {@code [0,
 * 1]}, with {@code L} and {@code L'} the mean log-loss on the validation stream before and after
 * it: 1/2 where nothing changes, 1 where a round takes away a tenth of the loss. Relative, since
 * late rounds cannot take away as much as early ones.
 *
 * <p>Deterministic: which arm a number stands for is drawn from the campaign's seed and the round's
 * number, and rewards come from stored documents, so everyone who replays them draws the same.
 *
 * <p>Hsu, Lin: Active learning by learning. AAAI 2015 (there EXP4.P over single queries, rewarded
 * by importance-weighted training accuracy; a departure: docs/methods/bandit.md).
 */
public final class Bandit {
  private static final double SLOPE = 5;

  /** The arm that is always there. */
  public static final String RANDOM = "random";

  private final List<QueryStrategy> arms;
  private final int draws;

  /**
   * What a round draws, and from what.
   *
   * @param probabilities one for each arm, before the draw
   * @param arm the one that was drawn
   */
  public record Draw(List<Double> probabilities, int arm) {
    public Draw {
      probabilities = List.copyOf(probabilities);
    }
  }

  /**
   * @param strategies what is drawn from; random sampling is added where it is not among them
   * @param draws how many rounds there will be about, at least 1
   */
  public Bandit(List<QueryStrategy> strategies, int draws) {
    var all = new ArrayList<>(strategies);
    if (strategies.stream().noneMatch(strategy -> strategy.name().equals(RANDOM))) {
      all.add(QueryStrategies.named(RANDOM).orElseThrow());
    }
    this.arms = List.copyOf(all);
    this.draws = draws;
  }

  /** The strategies in the order of their numbers. */
  public List<QueryStrategy> arms() {
    return arms;
  }

  /** How many members of a committee some arm needs. */
  public int committee() {
    return arms.stream().mapToInt(QueryStrategy::committee).max().orElse(0);
  }

  /**
   * Draws for every round up to the one after the last loss.
   *
   * @param losses the mean log-loss on the validation stream after each round from the first on, at
   *     least one
   * @param chance gives a round's number its chance
   * @return one draw for each loss: the first is that of the second round
   */
  public List<Draw> draws(List<Double> losses, SeededOrder chance) {
    var draws = new ArrayList<Draw>();
    Exp3 state = Exp3.start(arms.size(), this.draws);
    for (int i = 0; i < losses.size(); i++) {
      if (i > 0) {
        state = state.rewarded(draws.getLast().arm(), reward(losses.get(i - 1), losses.get(i)));
      }
      double[] probabilities = state.probabilities();
      draws.add(
          new Draw(
              IntStream.range(0, probabilities.length).mapToObj(a -> probabilities[a]).toList(),
              state.arm(uniform(chance, i + 2))));
    }
    return draws;
  }

  /**
   * The strategy that is drawn for the round after the last loss.
   *
   * @param losses as for {@link #draws}
   */
  public QueryStrategy strategy(List<Double> losses, SeededOrder chance) {
    return arms.get(draws(losses, chance).getLast().arm());
  }

  /** The round's place among all orders, as a number in {@code [0, 1)}. */
  private static double uniform(SeededOrder chance, int round) {
    return (chance.placeOf(new ItemId("draw-" + round)) >>> 11) * 0x1p-53;
  }

  /**
   * How well a round did.
   *
   * @param before the mean log-loss before it
   * @param after that after it
   * @return in {@code [0, 1]}; 1/2 where both are alike
   */
  public static double reward(double before, double after) {
    if (before <= 0) {
      return after <= 0 ? 0.5 : 0;
    }
    return Math.clamp(0.5 + SLOPE * (before - after) / before, 0.0, 1.0);
  }
}
