package io.labelloop.local.cli;

import io.labelloop.learning.compare.Arm;
import io.labelloop.learning.compare.LabelSaving;
import io.labelloop.learning.compare.LearningCurve;
import io.labelloop.learning.compare.Spread;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What {@code compare --json} prints.
 *
 * @param test the number of items tested on
 * @param seeds how often each strategy was run
 * @param accuracyWithAllLabels the first trainer's; entity F1 for sentences
 * @param trainers what each trainer reaches with all labels
 */
record ComparisonResult(
    List<Row> strategies,
    int test,
    int seeds,
    double accuracyWithAllLabels,
    Map<String, Double> trainers,
    String plot) {
  /**
   * One strategy with one trainer.
   *
   * @param validation how many of its labels are a validation stream's, paid after the seed set
   * @param gain the area above random sampling's; absent without it
   * @param labelSaving how many times as many labels random sampling needs for its own last
   *     accuracy; absent without it, and where the strategy never gets there
   * @param labelSavingInterval of 95 % confidence; absent for a single seed
   * @param reach the labels that a given accuracy takes; absent where none is given
   * @param seconds on the processor, of all seeds together
   */
  record Row(
      String name,
      String trainer,
      int validation,
      Aulc aulc,
      Optional<Gain> gain,
      List<CurvePoint> curve,
      Optional<Double> labelSaving,
      Optional<LabelSaving.Interval> labelSavingInterval,
      Optional<Reach> reach,
      double seconds,
      double secondsPerRound) {}

  /** The area under the learning curve, over the seeds. */
  record Aulc(double mean, double sd) {}

  /** By how much the area exceeds another's, seed by seed. */
  record Gain(double mean, double standardError) {}

  /**
   * Mean accuracy and its standard deviation over the seeds, after so many labels were paid; in a
   * sequence task entity F1 after so many tokens shown.
   */
  record CurvePoint(int labels, double accuracy, double sd) {}

  /** How many labels an accuracy takes; absent where it is never reached. */
  record Reach(double accuracy, Optional<Double> labels) {}

  /**
   * @param reach an accuracy; absent for the last one of each trainer's random sampling
   */
  static ComparisonResult of(
      List<LearningCurve> curves,
      int tested,
      Map<String, Double> ceilings,
      OptionalDouble reach,
      String plot) {
    return new ComparisonResult(
        curves.stream().map(curve -> row(curve, baseline(curve, curves), reach)).toList(),
        tested,
        curves.getFirst().repetitions().size(),
        ceilings.values().iterator().next(),
        ceilings,
        plot);
  }

  private static Optional<LearningCurve> baseline(LearningCurve curve, List<LearningCurve> curves) {
    return curves.stream()
        .filter(other -> other.trainer().equals(curve.trainer()))
        .filter(other -> other.name().equals(Arm.BASELINE))
        .findFirst();
  }

  private static Row row(
      LearningCurve curve, Optional<LearningCurve> baseline, OptionalDouble reach) {
    Spread aulc = curve.aulc();
    Optional<LabelSaving> saving = baseline.map(random -> LabelSaving.of(random, curve));
    Optional<Double> accuracy =
        reach.isPresent()
            ? Optional.of(reach.getAsDouble())
            : baseline.map(random -> random.points().getLast().accuracy());
    return new Row(
        curve.name(),
        curve.trainer(),
        curve.validation(),
        new Aulc(aulc.mean(), aulc.sd()),
        baseline.map(random -> gain(curve.gainOver(random), curve.repetitions().size())),
        curve.points().stream()
            .map(point -> new CurvePoint(point.labels(), point.accuracy(), point.sd()))
            .toList(),
        saving.flatMap(known -> present(known.factor())),
        saving.flatMap(LabelSaving::interval),
        accuracy.map(value -> new Reach(value, present(curve.labelsFor(value)))),
        curve.seconds(),
        curve.secondsPerRound());
  }

  private static Gain gain(Spread difference, int seeds) {
    return new Gain(difference.mean(), difference.sd() / Math.sqrt(seeds));
  }

  private static Optional<Double> present(OptionalDouble value) {
    return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
  }
}
