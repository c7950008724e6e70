package io.labelloop.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundsTest {
  @Test
  void hypergeometricBound_byHand_isTheSmallestNumberThatIsNotRefuted() {
    // 2 of 2 drawn from 5: with M successes P = M (M - 1) / 20, so M = 2 gives .1 and M = 3 gives
    // .3
    assertThat(HypergeometricBound.lowerBound(2, 2, 5, 0.2)).isEqualTo(0.6);
    assertThat(HypergeometricBound.lowerBound(2, 2, 5, 0.05)).isEqualTo(0.4);
  }

  @Test
  void hypergeometricBound_ofTheWholePopulation_isThePlainShare() {
    assertThat(HypergeometricBound.lowerBound(7, 10, 10, 0.05)).isEqualTo(0.7);
    assertThat(HypergeometricBound.lowerBound(0, 3, 10, 0.05)).isZero();
  }

  @Test
  void hypergeometricBound_approachesClopperPearsonAndIsTighterInASmallPool() {
    double population = ClopperPearson.lowerBound(190, 200, 0.05);
    assertThat(HypergeometricBound.lowerBound(190, 200, 100_000_000, 0.05))
        .isCloseTo(population, within(1e-5));
    assertThat(HypergeometricBound.lowerBound(190, 200, 400, 0.05))
        .isGreaterThan(population + 0.01);
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 90, 95, 100})
  void hypergeometricBound_overAllSamples_isWrongAtMostAsOftenAsItSays(int successes) {
    var drawn =
        org.apache.commons.statistics.distribution.HypergeometricDistribution.of(
            100, successes, 30);
    double wrong =
        IntStream.rangeClosed(0, 30)
            .filter(k -> HypergeometricBound.lowerBound(k, 30, 100, 0.05) > successes / 100.0)
            .mapToDouble(drawn::probability)
            .sum();
    assertThat(wrong).isLessThanOrEqualTo(0.05);
  }

  @Test
  void hypergeometricBound_ofImpossibleCounts_isRefused() {
    assertThatThrownBy(() -> HypergeometricBound.lowerBound(3, 2, 10, 0.05))
        .hasMessageContaining("were 3, 2 and 10");
    assertThatThrownBy(() -> HypergeometricBound.lowerBound(3, 20, 10, 0.05))
        .hasMessageContaining("were 3, 20 and 10");
  }

  @Test
  void mixture_byHand_isTheIntegratedLikelihoodRatio() {
    TruncatedBetaMixture half = new TruncatedBetaMixture(0.5);
    assertThat(half.logEvidence(0, 0)).isCloseTo(0, within(1e-12));
    // mean of p / .5 over p uniform in (.5, 1): .75 / .5
    assertThat(Math.exp(half.logEvidence(1, 1))).isCloseTo(1.5, within(1e-9));
    assertThat(Math.exp(half.logEvidence(0, 1))).isCloseTo(0.5, within(1e-9));
    // mean of p^2 / .25 over (.5, 1): (1 - 1/8) / 3 / .5 / .25
    assertThat(Math.exp(half.logEvidence(2, 2))).isCloseTo(7.0 / 3, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.9, 0.95})
  void mixture_atItsTarget_isAMartingaleAndBelowItFalls(double target) {
    TruncatedBetaMixture process = new TruncatedBetaMixture(target);
    for (int n = 0; n < 60; n++) {
      for (int k = 0; k <= n; k++) {
        double now = Math.exp(process.logEvidence(k, n));
        double right = Math.exp(process.logEvidence(k + 1, n + 1));
        double wrong = Math.exp(process.logEvidence(k, n + 1));
        assertThat(target * right + (1 - target) * wrong).isCloseTo(now, within(1e-7 * now));
        double lower = target - 0.1;
        assertThat(lower * right + (1 - lower) * wrong).isLessThan(now);
      }
    }
  }

  @Test
  void mixture_withoutAMistake_certifiesNinetyFivePercentWithEightyEightLabels() {
    TruncatedBetaMixture process = new TruncatedBetaMixture(0.95);
    assertThat(process.certifies(87, 87, 0.05)).isFalse();
    assertThat(process.certifies(88, 88, 0.05)).isTrue();
    assertThat(process.certifies(0, 500, 0.05)).isFalse();
  }

  // the grid of the bound against the closed form of the process, which is another computation
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.9, 0.95})
  void mixtureBound_reachesTheTargetExactlyWhereTheProcessCertifiesIt(double target) {
    TruncatedBetaMixture process = new TruncatedBetaMixture(target);
    for (int labels : List.of(1, 30, 90, 400, 3_000)) {
      for (int mistakes = 0; mistakes <= Math.min(labels, 20); mistakes++) {
        double evidence = process.logEvidence(labels - mistakes, labels);
        double alpha = Math.exp(-evidence);
        // beyond that no alpha is so small
        if (evidence > 0 && evidence < 700) {
          assertThat(process.lowerBound(labels - mistakes, labels, alpha))
              .isCloseTo(target, within(1e-4));
        }
      }
    }
  }

  @Test
  void mixtureBound_risesWithTheRightOnesAndFallsWithTheError() {
    TruncatedBetaMixture process = new TruncatedBetaMixture(0.9);
    double before = 0;
    for (int correct = 0; correct <= 200; correct++) {
      double bound = process.lowerBound(correct, 200, 0.05);
      assertThat(bound).isBetween(before, correct / 200.0);
      assertThat(process.lowerBound(correct, 200, 0.01)).isLessThanOrEqualTo(bound);
      before = bound;
    }
    assertThat(before).isGreaterThan(0.95);
    assertThat(process.lowerBound(0, 0, 0.05)).isZero();
    assertThat(process.lowerBound(200, 200, 0)).isZero();
    assertThatThrownBy(() -> process.lowerBound(3, 2, 0.05)).hasMessageContaining("3 of 2");
    assertThatThrownBy(() -> process.lowerBound(1, 2, 1)).hasMessageContaining("[0, 1)");
  }

  @Test
  void classBounds_byHand_areClopperPearsonAtAQuarterForTwoClasses() {
    List<ClassBounds> bounds =
        ClassBounds.of(new ConfusionMatrix(new long[][] {{90, 10}, {0, 0}}), 0.04);
    assertThat(bounds.get(0))
        .isEqualTo(
            new ClassBounds(
                0,
                100,
                90,
                90,
                ClopperPearson.lowerBound(90, 90, 0.01),
                ClopperPearson.lowerBound(90, 100, 0.01)));
    // predicted ten times, never right; no item has its label
    assertThat(bounds.get(1)).isEqualTo(new ClassBounds(1, 0, 10, 0, 0, 0));
  }

  @Test
  void labelNoise_isTakenFromTheBound() {
    LabelNoise noise = LabelNoise.of(200, 0, 0.95);
    // 1 - .05^(1/200)
    assertThat(noise.atMost()).isCloseTo(0.014867, within(1e-6));
    assertThat(noise.accuracyAtLeast(0.95)).isCloseTo(0.95 - noise.atMost(), within(1e-12));
    assertThat(LabelNoise.of(0, 0, 0.95).accuracyAtLeast(0.95)).as("nothing audited").isZero();
  }

  @Test
  void inversePowerLaw_ofItsOwnPoints_isFound() {
    var law = new InversePowerLaw(0.95, 0.8, 0.5);
    List<InversePowerLaw.Point> points =
        IntStream.of(50, 100, 150, 200, 300, 400)
            .mapToObj(n -> new InversePowerLaw.Point(n, law.accuracyAt(n)))
            .toList();
    InversePowerLaw fitted = InversePowerLaw.fit(points).orElseThrow();
    // accuracyAt(400) = .95 - .8 / 20 = .91; accuracyAt(1600) = .93
    assertThat(fitted.accuracyAt(400)).isCloseTo(0.91, within(1e-4));
    assertThat(fitted.accuracyAt(1600)).isCloseTo(0.93, within(1e-3));
    assertThat(fitted.gain(400, 1200)).isCloseTo(0.02, within(1e-3));
  }

  @Test
  void inversePowerLaw_ofAFallingOrShortCurve_promisesNothing() {
    List<InversePowerLaw.Point> falling =
        IntStream.of(10, 20, 30, 40)
            .mapToObj(n -> new InversePowerLaw.Point(n, 0.9 - n / 1000.0))
            .toList();
    assertThat(InversePowerLaw.fit(falling).orElseThrow().gain(40, 100)).isZero();
    assertThat(InversePowerLaw.fit(falling.subList(0, 3))).isEmpty();
    List<InversePowerLaw.Point> steep =
        IntStream.of(10, 20, 30, 40)
            .mapToObj(n -> new InversePowerLaw.Point(n, 0.2 * n / 10))
            .toList();
    assertThat(InversePowerLaw.fit(steep).orElseThrow().limit()).isLessThanOrEqualTo(1);
  }
}
