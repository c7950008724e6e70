package io.labelloop.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TemperatureTest {
  @Test
  void applyTo_atTwo_takesSquareRoots() {
    // square roots of .64, .32 and .04
    double sum = .8 + Math.sqrt(.32) + .2;

    assertThat(new Temperature(2).applyTo(new double[] {.64, .32, .04}))
        .containsExactly(new double[] {.8 / sum, Math.sqrt(.32) / sum, .2 / sum}, within(1e-12));
  }

  @Test
  void applyTo_ofCertainty_staysADistribution() {
    assertThat(Temperature.NEUTRAL.applyTo(new double[] {.7, .3, 0})).containsExactly(.7, .3, 0);
    assertThat(new Temperature(.05).applyTo(new double[] {1, 0})).containsExactly(1, 0);
    assertThat(new Temperature(20).applyTo(new double[] {1, 0})).doesNotContain(Double.NaN);
  }

  @Test
  void fit_ofRowsThatAreTooSure_findsTheTemperatureThatAnswersTheirShares() {
    // a model says .9 and is right in 3 of 4 cases: log 9 / T = log 3, so T = 2
    List<Integer> labels = IntStream.range(0, 4000).mapToObj(i -> i % 4 == 0 ? 1 : 0).toList();

    assertThat(Temperature.fit(Collections.nCopies(4000, new double[] {.9, .1}), labels).value())
        .isCloseTo(2, within(.005));
  }

  @Test
  void fit_ofPredictionsThatAreAllRight_addsCertaintyWithinReason() {
    double[] row = {.8, .2};

    Temperature fitted = Temperature.fit(Collections.nCopies(99, row), Collections.nCopies(99, 0));

    // one of 100 observations is spread evenly: the target is .995
    assertThat(fitted.applyTo(row)[0]).isCloseTo(.995, within(1e-4));
  }

  @Test
  void fit_ofFewPredictions_isNeutral() {
    assertThat(Temperature.fit(List.of(new double[] {.9, .1}), List.of(1)))
        .isEqualTo(Temperature.NEUTRAL);
  }

  @Test
  void new_outsideItsRange_isRefused() {
    assertThatThrownBy(() -> new Temperature(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from 0.05 to 20");
  }
}
