package io.labelloop.workflow.step;

import io.labelloop.campaign.StrategySpec;
import io.labelloop.query.Bandit;
import io.labelloop.query.QueryStrategies;
import io.labelloop.query.QueryStrategy;
import io.labelloop.workflow.document.BanditDraw;
import io.labelloop.workflow.document.ValidationResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The draws of a campaign's bandit, replayed from the stored results of its validation stream:
 * every shard of a round, and every repeated step, draws the same.
 */
final class BanditRounds {
  // about as many as campaigns without an end of their own have
  private static final int ROUNDS = 20;

  private final Campaign campaign;
  private final Bandit bandit;

  private BanditRounds(Campaign campaign, StrategySpec spec) {
    this.campaign = campaign;
    this.bandit =
        new Bandit(
            spec.of().stream().map(QueryStrategies::of).toList(),
            campaign.spec().stop().maxRounds().orElse(ROUNDS));
  }

  /** A campaign's bandit; nothing where it names another strategy. */
  static Optional<BanditRounds> of(Campaign campaign) {
    StrategySpec spec = campaign.spec().query().strategy();
    return spec.isBandit() ? Optional.of(new BanditRounds(campaign, spec)) : Optional.empty();
  }

  int committee() {
    return bandit.committee();
  }

  /**
   * The strategy of a round.
   *
   * @param round from 2 on; all rounds before it were evaluated
   */
  QueryStrategy strategy(int round) {
    return bandit.strategy(losses(round), campaign.order("bandit"));
  }

  /** What is stored of a round's draw. */
  BanditDraw draw(int round) {
    List<Double> losses = losses(round);
    Bandit.Draw draw = bandit.draws(losses, campaign.order("bandit")).getLast();
    List<String> names = bandit.arms().stream().map(QueryStrategy::name).toList();
    double reward =
        losses.size() < 2 ? 0.5 : Bandit.reward(losses.get(losses.size() - 2), losses.getLast());
    return new BanditDraw(
        BanditDraw.VERSION, round, names, draw.probabilities(), names.get(draw.arm()), reward);
  }

  private List<Double> losses(int round) {
    return IntStream.range(1, round)
        .mapToObj(
            earlier ->
                campaign
                    .documents()
                    .get(campaign.keys().validation(earlier), ValidationResult.class)
                    .logLoss())
        .toList();
  }
}
