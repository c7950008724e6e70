package io.labelloop.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReliabilityTest {
  @Test
  void of_fourPredictions_countsThemByConfidence() {
    Reliability diagram =
        Reliability.of(
            List.of(
                new double[] {.625, .375},
                new double[] {.625, .375},
                new double[] {.125, .875},
                new double[] {.125, .875}),
            List.of(0, 1, 1, 1));

    assertThat(diagram.bins())
        .containsExactly(new Reliability.Bin(2, .625, .5), new Reliability.Bin(2, .875, 1));
    // (2 * .125 + 2 * .125) / 4
    assertThat(diagram.expectedCalibrationError()).isCloseTo(.125, within(1e-12));
  }

  @Test
  void of_noPredictions_isEmpty() {
    assertThat(Reliability.of(List.of(), List.of()).expectedCalibrationError()).isZero();
  }
}
