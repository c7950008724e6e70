package io.labelloop.consolidation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.labelloop.annotation.AnnotationFile;
import io.labelloop.estimation.Reliability;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationTest {
  @Test
  void reliability_ofFourLabels_isHandComputed() {
    // bin .9 to 1: confidence .95 and .97, one right; bin .6 to .7: .6 and .6, a tie and a right
    // one
    Reliability reliability =
        Reliability.of(new double[] {0.95, 0.97, 0.6, 0.6}, new double[] {1, 0, 0.5, 1});
    assertThat(reliability.bins())
        .containsExactly(new Reliability.Bin(2, 0.6, 0.75), new Reliability.Bin(2, 0.96, 0.5));
    assertThat(reliability.expectedCalibrationError())
        .isCloseTo((2 * 0.15 + 2 * 0.46) / 4, within(1e-12));
    assertThat(Reliability.of(new double[0], new double[0]).bins()).isEmpty();
  }

  @Test
  void temperature_ofTwo_takesSquareRoots() {
    // .8 to .2 becomes 2 to 1
    assertThat(new Temperature(2).applyTo(new double[] {0.8, 0.2}))
        .containsExactly(new double[] {2 / 3.0, 1 / 3.0}, within(1e-12));
    assertThatThrownBy(() -> new Temperature(0)).hasMessageContaining("above 0");
  }

  @Test
  void fit_ofPosteriorsThatAreTwiceTooSure_findsTwo() {
    // 1,000 items of posterior .8 whose class is right in two of three cases, as .8^.5 says
    List<double[]> posteriors = new ArrayList<>();
    int[] truth = new int[999];
    for (int i = 0; i < truth.length; i++) {
      posteriors.add(new double[] {0.8, 0.2});
      truth[i] = i % 3 == 0 ? 1 : 0;
    }
    assertThat(Temperature.fit(posteriors, truth).value()).isCloseTo(2, within(0.02));
  }

  @Test
  void fit_ofAFewItemsThatAreAllRight_asksForNoCertainty() {
    List<double[]> posteriors = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      posteriors.add(new double[] {0.9, 0.1});
    }
    Temperature temperature = Temperature.fit(posteriors, new int[10]);
    assertThat(temperature.value()).isBetween(0.4, 1.0);
  }

  // 200 gold items; temperature, error before and after, then the other items' error before and
  // after,
  // measured: dog 6.5, .168, .065, .148, .043; web 2.5, .185, .063, .165, .050; sp 3.3, .083, .029,
  // .065,
  // .020; d-possent 5.3, .054, .025, .035, .011
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"dog", "web", "sp", "d-possent"})
  void calibration_onACrowdSet_halvesTheErrorOfOtherItems(String set) {
    AnnotationFile file = CrowdSets.file(set);
    Map<ItemId, Integer> truth = CrowdSets.truth(set, file);
    Map<ItemId, Integer> gold = new HashMap<>();
    truth.keySet().stream()
        .sorted(new SeededOrder(3, "gold"))
        .limit(200)
        .forEach(item -> gold.put(item, truth.getOrDefault(item, -1)));
    var review = ReviewedConsolidation.of("dawid-skene", file.table(), GoldLabels.of(gold));
    Calibration calibration = review.calibration().orElseThrow();
    assertThat(calibration.gold()).isEqualTo(200);
    Map<ItemId, Integer> others = new HashMap<>(truth);
    others.keySet().removeAll(gold.keySet());
    double raw = error(new DawidSkene(Smoothing.DEFAULT).consolidate(file.table()), others);
    double calibrated = error(review.consolidation(), others);
    assertThat(calibration.after().expectedCalibrationError())
        .isLessThan(calibration.before().expectedCalibrationError());
    assertThat(calibrated).isLessThan(raw / 2);
  }

  private static double error(Consolidation consolidation, Map<ItemId, Integer> truth) {
    List<ConsolidatedLabel> known =
        consolidation.labels().stream().filter(l -> truth.containsKey(l.item())).toList();
    return Reliability.of(
            known.stream().mapToDouble(ConsolidatedLabel::confidence).toArray(),
            known.stream().mapToDouble(l -> l.shareOf(truth.getOrDefault(l.item(), -1))).toArray())
        .expectedCalibrationError();
  }
}
