package io.labelloop.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificationTestTest {
  private static final CertificationTest ONE_ROUND =
      new CertificationTest(0.92, 0.95, ErrorSpending.evenly(1));

  @Test
  void evaluate_ofAllRight_certifiesFrom36Labels() {
    // .92^36 = .0497 < .05 < .92^35
    assertThat(ONE_ROUND.evaluate(1, 36, 36).certified()).isTrue();
    assertThat(ONE_ROUND.evaluate(1, 35, 35).certified()).isFalse();
  }

  @Test
  void evaluate_ofARound_spendsItsShareOnly() {
    CertificationTest twenty = new CertificationTest(0.92, 0.95, ErrorSpending.evenly(20));
    AccuracyBound bound = twenty.evaluate(3, 500, 480);
    assertThat(bound.lowerBound()).isEqualTo(ClopperPearson.lowerBound(480, 500, (1 - 0.95) / 20));
    assertThat(bound.accuracy()).isCloseTo(0.96, within(1e-12));
    assertThat(bound.certified()).isTrue();
    assertThat(twenty.evaluate(21, 500, 500).certified()).as("no error left").isFalse();
  }

  @Test
  void evaluate_withoutLabels_certifiesNothing() {
    AccuracyBound bound = ONE_ROUND.evaluate(1, 0, 0);
    assertThat(bound.lowerBound()).isZero();
    assertThat(bound.certified()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, 1.2, Double.NaN})
  void constructor_ofATargetOrConfidenceOutsideOfItsRange_isRefused(double value) {
    assertThatThrownBy(() -> new CertificationTest(value, 0.95, ErrorSpending.openEnded()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("accuracy target must be above 0 and below 1, but was " + value);
    assertThatThrownBy(() -> new CertificationTest(0.9, value, ErrorSpending.openEnded()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("confidence must be above 0 and below 1, but was " + value);
  }

  @Test
  void shares_ofAllRounds_sumToAtMostTheWhole() {
    for (double alpha : new double[] {0.05, 0.1, 1e-3}) {
      for (int rounds : new int[] {1, 3, 40}) {
        ErrorSpending even = ErrorSpending.evenly(rounds);
        double sum = IntStream.rangeClosed(1, 100).mapToDouble(t -> even.alphaOf(t, alpha)).sum();
        assertThat(sum).isCloseTo(alpha, within(1e-12));
      }
      ErrorSpending open = ErrorSpending.openEnded();
      double sum = IntStream.rangeClosed(1, 100_000).mapToDouble(t -> open.alphaOf(t, alpha)).sum();
      // what is not spent after t rounds is alpha / (t + 1)
      assertThat(sum).isCloseTo(alpha * (1 - 1 / 100_001.0), within(1e-12));
    }
    assertThat(ErrorSpending.openEnded().alphaOf(4, 0.05)).isCloseTo(0.0025, within(1e-15));
  }

  @Test
  void spending_ofImpossibleRounds_isRefused() {
    assertThatThrownBy(() -> ErrorSpending.evenly(0)).hasMessageContaining("at least 1 round");
    assertThatThrownBy(() -> ErrorSpending.openEnded().alphaOf(0, 0.05))
        .hasMessageContaining("counted from 1");
    assertThatThrownBy(() -> ErrorSpending.evenly(2).alphaOf(1, 0)).hasMessageContaining("(0, 1)");
  }

  /* The number after the last one that is too few, found by trying all. */
  @ParameterizedTest(name = "target {0}, accuracy {1}, power {2}")
  @CsvSource({
    ".92, .94, .8",
    ".92, .94, .9",
    ".92, .95, .8",
    ".92, .97, .9",
    ".90, .95, .9",
    ".90, 1.0, .9",
    ".50, .75, .9",
    ".50, .60, .5",
    ".95, .975, .9",
  })
  void labelsNeeded_isTheNumberFromWhichOnThePowerHolds(
      double target, double accuracy, double power) {
    int labels =
        CertificationSize.labelsNeeded(BoundMethod.CLOPPER_PEARSON, target, 0.05, accuracy, power);
    assertThat(labels).isLessThan(2_000);
    assertThat(
            CertificationSize.powerOf(
                BoundMethod.CLOPPER_PEARSON, labels - 1, target, 0.05, accuracy))
        .isLessThan(power);
    for (int more = labels; more < 3_000; more++) {
      assertThat(
              CertificationSize.powerOf(BoundMethod.CLOPPER_PEARSON, more, target, 0.05, accuracy))
          .isGreaterThanOrEqualTo(power);
    }
  }

  /* Simulated figures, rounded to tens, for the first number that has the power; ours is that after
   * the last valley, up to 25 % more. */
  @ParameterizedTest(name = "accuracy {0}")
  @CsvSource({".94, 1050, 1400", ".95, 450, 590", ".96, 240, 300", ".97, 130, 180"})
  void labelsNeeded_ofTarget92_isNearTheSimulatedFigures(double accuracy, int at80, int at90) {
    assertThat(
            CertificationSize.labelsNeeded(BoundMethod.CLOPPER_PEARSON, 0.92, 0.05, accuracy, 0.8))
        .isBetween(at80, at80 + at80 / 4);
    assertThat(
            CertificationSize.labelsNeeded(BoundMethod.CLOPPER_PEARSON, 0.92, 0.05, accuracy, 0.9))
        .isBetween(at90, at90 + at90 / 4);
  }

  @Test
  void labelsNeeded_ofAHairAboveTheTarget_isCapped() {
    assertThat(
            CertificationSize.labelsNeeded(BoundMethod.CLOPPER_PEARSON, 0.92, 0.05, 0.9200001, 0.9))
        .isEqualTo(CertificationSize.MAX_LABELS);
  }

  @Test
  void labelsNeeded_ofAnAccuracyBelowTheTarget_isRefused() {
    assertThatThrownBy(
            () ->
                CertificationSize.labelsNeeded(BoundMethod.CLOPPER_PEARSON, 0.92, 0.05, 0.92, 0.9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("only an accuracy above the target");
  }

  @Test
  void plan_ofAPool_drawsWhatIsNeededUpToItsShare() {
    CertificationTest test = new CertificationTest(0.9, 0.95, ErrorSpending.evenly(20));
    CertificationSize.Plan large = CertificationSize.DEFAULT.plan(test, 100_000);
    assertThat(large.hopedFor()).isCloseTo(0.95, within(1e-12));
    assertThat(large.labels())
        .isEqualTo(large.needed())
        .isEqualTo(
            CertificationSize.labelsNeeded(
                BoundMethod.CLOPPER_PEARSON, 0.9, (1 - 0.95) / 20, large.hopedFor(), 0.9));
    assertThat(large.capped()).isFalse();

    CertificationSize.Plan small = CertificationSize.DEFAULT.plan(test, 301);
    assertThat(small.labels()).isEqualTo(150);
    assertThat(small.needed()).isEqualTo(large.needed());
    assertThat(small.capped()).isTrue();
    assertThat(CertificationSize.DEFAULT.plan(test, 0).labels()).isZero();
  }

  @ParameterizedTest
  @CsvSource({".9, .95", ".985, .995", ".99, .995", ".5, .75"})
  void hopedForAccuracy_isHalfwayOrAHundredthAbove(double target, double hopedFor) {
    assertThat(CertificationSize.hopedForAccuracy(target)).isCloseTo(hopedFor, within(1e-12));
  }

  @Test
  void bound_ofImpossibleCounts_isRefused() {
    assertThatThrownBy(() -> new AccuracyBound(1, 10, 11, 0.5, 0.95, 0.9))
        .hasMessageContaining("11 of 10");
    assertThatThrownBy(() -> new AccuracyBound(1, 10, 9, 1.5, 0.95, 0.9))
        .hasMessageContaining("1.5");
  }
}
