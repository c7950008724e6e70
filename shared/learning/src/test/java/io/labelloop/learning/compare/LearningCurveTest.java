package io.labelloop.learning.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.labelloop.learning.compare.LearningCurve.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class LearningCurveTest {
  @Test
  void trapezoidalMean_ofThreeRounds_halvesTheEnds() {
    // (.5 / 2 + .7 + .9 / 2) / 2
    assertThat(LearningCurve.trapezoidalMean(.5, .7, .9)).isCloseTo(.7, within(1e-12));
    assertThat(LearningCurve.trapezoidalMean(.2, .8, .8)).isCloseTo(.65, within(1e-12));
    assertThat(LearningCurve.trapezoidalMean(.4)).isEqualTo(.4);
  }

  @Test
  void labelsFor_anAccuracyBetweenTwoPoints_interpolates() {
    List<Point> points = List.of(new Point(10, .5, 0), new Point(20, .7, 0), new Point(30, .6, 0));

    assertThat(LearningCurve.labelsFor(.6, points).orElseThrow()).isCloseTo(15, within(1e-9));
    assertThat(LearningCurve.labelsFor(.4, points)).hasValue(10);
    assertThat(LearningCurve.labelsFor(.71, points)).isEmpty();
  }

  @Test
  void against_aBaseline_dividesTheLabelsThatBothNeed() {
    // the baseline needs 40 labels for its last accuracy .8, the other 20
    LearningCurve baseline = curve("random", .6, .7, .75, .8);
    LearningCurve faster = curve("faster", .6, .8, .85, .9);
    LearningCurve worse = curve("worse", .5, .6, .7, .79);

    assertThat(faster.against(baseline).labelSaving()).hasValue(2);
    assertThat(baseline.against(baseline).labelSaving()).hasValue(1);
    assertThat(worse.against(baseline).labelSaving()).isEmpty();
  }

  @Test
  void spread_ofValues_dividesByNMinusOne() {
    assertThat(Spread.of(1, 3)).isEqualTo(new Spread(2, Math.sqrt(2)));
    assertThat(Spread.of(5)).isEqualTo(new Spread(5, 0));
    assertThatThrownBy(Spread::of)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1 value");
  }

  private static LearningCurve curve(String name, double... accuracies) {
    List<Point> points = new ArrayList<>();
    for (double accuracy : accuracies) {
      points.add(new Point(10 * (points.size() + 1), accuracy, 0));
    }
    return new LearningCurve(name, Spread.of(accuracies), points, OptionalDouble.empty(), 0);
  }
}
