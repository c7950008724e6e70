package io.labelloop.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labelloop.campaign.CampaignWork;
import org.junit.jupiter.api.Test;

class AwsPricesTest {
  /* by hand: 1,000,000 invocations 0.20 and 1,000,000 GB-s 13.3334; 1,000 transitions 0.025;
  1,000 writes 0.005 and 10,000 reads 0.004 */
  @Test
  void cost_ofRoundNumbers_isThatOfThePriceLists() {
    RunningCost cost = AwsPrices.costOf(new CloudWork(1_000_000, 1_000_000, 1_000, 1_000, 10_000));
    assertThat(cost.lambda()).isEqualTo(Money.parse("13.5334 USD"));
    assertThat(cost.stepFunctions()).isEqualTo(Money.parse("0.025 USD"));
    assertThat(cost.s3()).isEqualTo(Money.parse("0.009 USD"));
    assertThat(cost.total()).isEqualTo(Money.parse("13.5674 USD"));
  }

  @Test
  void cost_ofNoWork_isNothing() {
    assertThat(AwsPrices.costOf(CloudWork.NONE).total().isZero()).isTrue();
  }

  @Test
  void cost_ofAFraction_isRoundedUp() {
    assertThat(AwsPrices.costOf(new CloudWork(1, 0, 0, 0, 1)).lambda())
        .isEqualTo(Money.parse("0.000001 USD"));
  }

  @Test
  void work_belowZero_isRefused() {
    assertThatThrownBy(() -> new CloudWork(0, Double.NaN, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("work cannot be negative");
  }

  // one shard, two rounds of one wave: 9 states of the campaign, 2 x 16 of its rounds, 2 x 5 of
  // their waves, and 2 for the shard in IndexPool and again in the second round's ScorePool
  @Test
  void work_ofTwoRounds_countsTheStatesOfTheirPath() {
    assertThat(new CampaignWork(1, 1_000, 2, 2, 0, 0).toCloudWork().transitions())
        .isEqualTo(9 + 32 + 10 + 4);
  }

  @Test
  void work_ofABillionShortTexts_isMostlyLambda() {
    // 500 GB in 10,000 shards, one scoring round beside the first
    RunningCost cost =
        AwsPrices.costOf(new CampaignWork(10_000, 500_000_000_000L, 2, 2, 0, 0).toCloudWork());
    assertThat(cost.stepFunctions()).isLessThan(Money.parse("1.10 USD"));
    assertThat(cost.s3()).isLessThan(Money.parse("1 USD"));
    assertThat(cost.lambda().isMoreThan(cost.stepFunctions())).isTrue();
  }
}
