package io.labelloop.learning.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.labelloop.learning.compare.LearningCurve.Point;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LearningCurveTest {
  @Test
  void trapezoidalMean_ofThreeRounds_halvesTheEnds() {
    // (.5 / 2 + .7 + .9 / 2) / 2
    assertThat(mean(List.of(5, 10, 15), .5, .7, .9)).isCloseTo(.7, within(1e-12));
    assertThat(mean(List.of(5, 10, 15), .2, .8, .8)).isCloseTo(.65, within(1e-12));
    assertThat(mean(List.of(5), .4)).isEqualTo(.4);
  }

  @Test
  void trapezoidalMean_ofUnequalSteps_weighsThemByTheirLabels() {
    // 100 labels of a validation stream at .5, then 25 from .5 to .7
    assertThat(mean(List.of(25, 125, 150), .5, .5, .7))
        .isCloseTo((100 * .5 + 25 * .6) / 125, within(1e-12));
  }

  private static double mean(List<Integer> labels, double... values) {
    return LearningCurve.trapezoidalMean(labels, DoubleStream.of(values).boxed().toList());
  }

  @Test
  void labelsFor_anAccuracyBetweenTwoPoints_interpolates() {
    List<Point> points = List.of(new Point(10, .5, 0), new Point(20, .7, 0), new Point(30, .6, 0));

    assertThat(LearningCurve.labelsFor(.6, points).orElseThrow()).isCloseTo(15, within(1e-9));
    assertThat(LearningCurve.labelsFor(.4, points)).hasValue(10);
    assertThat(LearningCurve.labelsFor(.71, points)).isEmpty();
  }

  @Test
  void saving_againstABaseline_dividesTheLabelsThatBothNeed() {
    // the baseline needs 40 labels for its last accuracy .8, the other 20
    LearningCurve baseline = curve("random", new double[] {.6, .7, .75, .8});
    LearningCurve faster = curve("faster", new double[] {.6, .8, .85, .9});
    LearningCurve worse = curve("worse", new double[] {.5, .6, .7, .79});

    assertThat(LabelSaving.of(baseline, faster).factor()).hasValue(2);
    assertThat(LabelSaving.of(baseline, baseline).factor()).hasValue(1);
    assertThat(LabelSaving.of(baseline, worse).factor()).isEmpty();
    // one seed says nothing about chance
    assertThat(LabelSaving.of(baseline, faster).interval()).isEmpty();
  }

  @Test
  void saving_overSeeds_hasAnIntervalThatHoldsItAndWidensWithThem() {
    double[] dull = {.5, .625, .75};
    double[] good = {.625, .75, .875};
    double[] lucky = {.75, .875, .875};
    LearningCurve baseline = curve("random", dull, dull);

    LabelSaving steady = LabelSaving.of(baseline, curve("steady", good, good));
    assertThat(steady.interval()).hasValue(new LabelSaving.Interval(1.5, 1.5));

    // the mean of both seeds gets there with 20 labels, the second alone with 10
    LabelSaving moody = LabelSaving.of(baseline, curve("moody", dull, lucky));
    assertThat(moody.factor()).hasValue(1.5);
    assertThat(moody.interval()).hasValue(new LabelSaving.Interval(1, 3));
    assertThat(LabelSaving.of(baseline, curve("moody", dull, lucky))).isEqualTo(moody);
  }

  @Test
  void saving_whereASeedNeverGetsThere_beginsAtZero() {
    LearningCurve baseline = curve("random", new double[] {.6, .7, .8}, new double[] {.6, .7, .8});
    LearningCurve lucky = curve("lucky", new double[] {.6, .7, .7}, new double[] {.6, .8, .95});

    assertThat(LabelSaving.of(baseline, lucky).interval().orElseThrow().low()).isZero();
    assertThat(lucky.gainOver(baseline).mean()).isCloseTo(.03125, within(1e-9));
  }

  @Test
  void curve_withAnAccuracyMissing_isRefused() {
    assertThatThrownBy(
            () ->
                new LearningCurve(
                    "short", "t", List.of(10, 20), 0, List.of(new Repetition(List.of(.5), 0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("had 1 for 2");
  }

  @Test
  void spread_ofValues_dividesByNMinusOne() {
    assertThat(Spread.of(1, 3)).isEqualTo(new Spread(2, Math.sqrt(2)));
    assertThat(Spread.of(5)).isEqualTo(new Spread(5, 0));
    assertThatThrownBy(Spread::of)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1 value");
  }

  private static LearningCurve curve(String name, double[]... accuracies) {
    return new LearningCurve(
        name,
        "trainer",
        IntStream.rangeClosed(1, accuracies[0].length).mapToObj(round -> 10 * round).toList(),
        0,
        Stream.of(accuracies)
            .map(one -> new Repetition(DoubleStream.of(one).boxed().toList(), 0))
            .toList());
  }
}
