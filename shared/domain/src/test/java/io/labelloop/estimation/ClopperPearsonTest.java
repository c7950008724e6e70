package io.labelloop.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClopperPearsonTest {
  @Test
  void lowerBound_ofOneSuccessInOneTrial_isAlpha() {
    assertThat(ClopperPearson.lowerBound(1, 1, 0.05)).isEqualTo(0.05);
  }

  @Test
  void lowerBound_ofOneSuccessInTwoTrials_solvesItsQuadratic() {
    // P(Bin(2, p) >= 1) = 1 - (1 - p)^2 = alpha
    assertThat(ClopperPearson.lowerBound(1, 2, 0.19)).isCloseTo(0.1, within(1e-9));
    assertThat(ClopperPearson.upperBound(1, 2, 0.19)).isCloseTo(0.9, within(1e-9));
  }

  @Test
  void bounds_atTheLimits_areTrivial() {
    assertThat(ClopperPearson.lowerBound(0, 10, 0.05)).isZero();
    assertThat(ClopperPearson.upperBound(10, 10, 0.05)).isEqualTo(1);
    assertThat(ClopperPearson.lowerBound(0, 0, 0.05)).isZero();
    assertThat(ClopperPearson.lowerBound(10, 10, 0)).isZero();
    assertThat(ClopperPearson.lowerBound(10, 10, 0.05))
        .isCloseTo(Math.pow(0.05, 0.1), within(1e-12));
  }

  /* The fewest labels that certify a target at 95 % where that share of them, rounded down, is
   * right; figures of an independent implementation. */
  @ParameterizedTest(name = "target {0}, observed {1}: {2}")
  @CsvSource({
    ".92, .93, 2057", ".92, .94, 532", ".92, .95, 240", ".92, .96, 146", ".92, .97, 95",
    ".92, 1.0, 36", ".95, .96, 1348", ".95, .97, 361", ".95, .98, 181", ".95, .99, 93",
    ".95, 1.0, 59", ".90, .93, 298", ".90, .95, 116", ".90, 1.0, 29",
  })
  void lowerBound_reachesTheTarget_firstAtTheKnownNumberOfLabels(
      double target, double observed, int expected) {
    int labels = 1;
    while (ClopperPearson.lowerBound((int) Math.floor(observed * labels + 1e-9), labels, 0.05)
        < target) {
      labels++;
    }
    assertThat(labels).isEqualTo(expected);
  }

  @Test
  void lowerBound_ofAnyCount_hasExactlyTheErrorAlpha() {
    for (int trials : new int[] {5, 50, 500}) {
      for (int successes = 1; successes <= trials; successes += 1 + trials / 20) {
        double bound = ClopperPearson.lowerBound(successes, trials, 0.01);
        double tail = BinomialDistribution.of(trials, bound).survivalProbability(successes - 1);
        assertThat(tail).isCloseTo(0.01, within(1e-6));
      }
    }
  }

  @Test
  void bounds_ofImpossibleCounts_areRefused() {
    assertThatThrownBy(() -> ClopperPearson.lowerBound(11, 10, 0.05))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("11 of 10");
    assertThatThrownBy(() -> ClopperPearson.lowerBound(-1, 10, 0.05)).hasMessageContaining("-1");
    assertThatThrownBy(() -> ClopperPearson.lowerBound(1, 10, 1)).hasMessageContaining("alpha");
    assertThatThrownBy(() -> ClopperPearson.lowerBound(1, 10, Double.NaN))
        .hasMessageContaining("alpha");
  }
}
