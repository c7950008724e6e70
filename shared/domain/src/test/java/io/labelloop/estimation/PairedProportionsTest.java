package io.labelloop.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PairedProportionsTest {
  @Test
  void of_countsByHand_isTheIntervalOfThePaper() {
    // n = 98: 15 / 100 +- 1.95996 sqrt(26 - 225 / 100) / 100
    PairedProportions found = PairedProportions.of(20, 5, 98, .95);
    double width = 1.959964 * Math.sqrt(26 - 2.25) / 100;
    assertThat(found.difference()).isCloseTo(15 / 98.0, within(1e-12));
    assertThat(found.low()).isCloseTo(.15 - width, within(1e-7));
    assertThat(found.high()).isCloseTo(.15 + width, within(1e-7));
  }

  @Test
  void of_modelsThatNeverDiffer_isAnIntervalAroundZero() {
    PairedProportions found = PairedProportions.of(0, 0, 50, .95);
    assertThat(found.difference()).isZero();
    assertThat(found.low()).isEqualTo(-found.high()).isLessThan(0);
    assertThat(PairedProportions.of(3, 0, 3, .95).high()).isLessThanOrEqualTo(1);
  }

  @Test
  void of_exchangedModels_isTheNegative() {
    PairedProportions one = PairedProportions.of(9, 4, 60, .9);
    PairedProportions other = PairedProportions.of(4, 9, 60, .9);
    assertThat(other).isEqualTo(new PairedProportions(-one.difference(), -one.high(), -one.low()));
  }

  @Test
  void interval_overSimulatedTests_coversTheTruth() {
    int covered = 0;
    int runs = 4_000;
    var random = new Random(5);
    for (int run = 0; run < runs; run++) {
      int first = 0;
      int second = 0;
      for (int item = 0; item < 60; item++) {
        double draw = random.nextDouble();
        first += draw < .15 ? 1 : 0;
        second += draw >= .15 && draw < .22 ? 1 : 0;
      }
      PairedProportions found = PairedProportions.of(first, second, 60, .95);
      covered += found.low() <= .08 && .08 <= found.high() ? 1 : 0;
    }
    // 95.3 % measured; an interval of half the width covers 68 %
    assertThat((double) covered / runs).isBetween(.94, .97);
  }

  @Test
  void of_countsThatDoNotFit_isRefused() {
    assertThatThrownBy(() -> PairedProportions.of(3, 4, 6, .95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("together at most the items, but were 3, 4 and 6");
  }
}
