package io.labelloop.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.labelloop.pool.SeededOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class BanditTest {
  private static final QueryStrategy MARGIN = QueryStrategies.named("margin").orElseThrow();

  private static SeededOrder chance(long seed) {
    return new SeededOrder(seed, "bandit");
  }

  @Test
  void probabilities_afterOneReward_areThoseOfThePaper() {
    // g = sqrt(2 ln 2 / (e - 1)), w_0 = exp(g * 1 / (1/2 * 2))
    double g = Math.sqrt(2 * Math.log(2) / (Math.E - 1));
    double weight = Math.exp(g);

    Exp3 state = Exp3.start(2, 1).rewarded(0, 1);

    assertThat(Exp3.start(2, 1).probabilities()).containsExactly(.5, .5);
    assertThat(state.probabilities()[0])
        .isCloseTo((1 - g) * weight / (weight + 1) + g / 2, within(1e-12));
    assertThat(DoubleStream.of(state.probabilities()).sum()).isCloseTo(1, within(1e-12));
    assertThat(state.arm(0)).isZero();
    assertThat(state.arm(Math.nextDown(1.0))).isEqualTo(1);
    assertThat(Exp3.start(2, 1).rewarded(0, 0).probabilities()).containsExactly(.5, .5);
  }

  @Test
  void probabilities_afterThousandsOfRewards_stayNumbers() {
    Exp3 state = Exp3.start(3, 50);
    for (int i = 0; i < 20_000; i++) {
      state = state.rewarded(1, 1);
    }
    double[] probabilities = state.probabilities();
    assertThat(DoubleStream.of(probabilities).sum()).isCloseTo(1, within(1e-9));
    assertThat(probabilities[1]).isGreaterThan(.7);
    // every arm is drawn now and then
    assertThat(Arrays.stream(probabilities).min().orElseThrow()).isGreaterThan(.05);
  }

  @Test
  void rewards_ofTheBetterArm_areWithinTheBoundOfThePaper() {
    int draws = 2_000;
    double total = 0;
    int runs = 20;
    for (int seed = 0; seed < runs; seed++) {
      var random = new Random(seed);
      Exp3 state = Exp3.start(3, draws);
      for (int i = 0; i < draws; i++) {
        int arm = state.arm(random.nextDouble());
        double reward = random.nextDouble() < (arm == 2 ? .8 : .3) ? 1 : 0;
        total += reward / runs;
        state = state.rewarded(arm, reward);
      }
    }
    // the best arm alone: 1,600; corollary 3.2 allows 2.63 sqrt(2,000 * 3 ln 3) = 213 less;
    // drawing blindly: 933
    assertThat(total).isBetween(1_387.0, 1_600.0);
  }

  @Test
  void start_withoutArms_isRefused() {
    assertThatThrownBy(() -> Exp3.start(0, 3)).hasMessageContaining("at least 1 arm");
    assertThatThrownBy(() -> Exp3.start(2, 3).rewarded(0, 1.5))
        .hasMessageContaining("a reward lies in [0, 1], but was 1.5");
  }

  @Test
  void arms_withoutRandomSampling_areGivenIt() {
    assertThat(new Bandit(List.of(MARGIN), 9).arms())
        .extracting(QueryStrategy::name)
        .containsExactly("margin", "random");
    QueryStrategy random = QueryStrategies.named("random").orElseThrow();
    assertThat(new Bandit(List.of(random, MARGIN), 9).arms()).containsExactly(random, MARGIN);
    assertThat(
            new Bandit(List.of(QueryStrategies.named("vote-entropy").orElseThrow()), 9).committee())
        .isEqualTo(QueryStrategies.COMMITTEE);
  }

  @Test
  void draws_ofMoreRounds_beginWithThoseOfFewer() {
    var bandit = new Bandit(List.of(MARGIN, new MarginCluster()), 20);
    List<Double> losses = List.of(1.0, .9, .95, .7, .69);

    List<Bandit.Draw> all = bandit.draws(losses, chance(3));

    assertThat(all).hasSize(5);
    assertThat(bandit.draws(losses.subList(0, 3), chance(3))).isEqualTo(all.subList(0, 3));
    assertThat(all.getFirst().probabilities())
        .allSatisfy(p -> assertThat(p).isCloseTo(1 / 3.0, within(1e-12)));
    assertThat(bandit.draws(losses, chance(3))).isEqualTo(all);
    // the arm drawn for the second round took away a tenth of the loss: it is likelier now
    int first = all.getFirst().arm();
    assertThat(all.get(1).probabilities().get(first)).isGreaterThan(1 / 3.0);
  }

  @Test
  void reward_ofARound_isRelativeToTheLossBefore() {
    assertThat(Bandit.reward(1, 1)).isEqualTo(.5);
    assertThat(Bandit.reward(.5, .45)).isCloseTo(1, within(1e-9));
    assertThat(Bandit.reward(.5, .475)).isCloseTo(.75, within(1e-9));
    assertThat(Bandit.reward(.5, .6)).isZero();
    assertThat(Bandit.reward(.5, .01)).isEqualTo(1);
    assertThat(Bandit.reward(0, 0)).isEqualTo(.5);
    assertThat(Bandit.reward(0, .1)).isZero();
  }
}
