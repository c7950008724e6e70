package io.labelloop.learning.compare;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How accuracy grows with labels for one arm.
 *
 * @param name the arm's
 * @param aulc the area under the learning curve: the trapezoidal mean of accuracy over the rounds
 * @param points one per round, by number of labels
 * @param labelSaving how many times as many labels the baseline needs for its own last accuracy;
 *     absent without a baseline, or if this arm never reaches that accuracy
 * @param seconds the time that its repetitions took, added up
 */
public record LearningCurve(
    String name, Spread aulc, List<Point> points, OptionalDouble labelSaving, double seconds) {
  public LearningCurve {
    points = List.copyOf(points);
  }

  /** Accuracy on the test items with so many labels. */
  public record Point(int labels, double accuracy, double sd) {}

  /** The trapezoidal mean of values at equal distances; the value itself if there is one. */
  static double trapezoidalMean(double... values) {
    if (values.length == 1) {
      return values[0];
    }
    double sum = -(values[0] + values[values.length - 1]) / 2;
    for (double value : values) {
      sum += value;
    }
    return sum / (values.length - 1);
  }

  /**
   * With how many labels a curve first reaches an accuracy, interpolated between its points; absent
   * if it never does.
   */
  static OptionalDouble labelsFor(double accuracy, List<Point> points) {
    Point before = points.getFirst();
    for (Point point : points) {
      if (point.accuracy() >= accuracy) {
        double rise = point.accuracy() - before.accuracy();
        double part = rise > 0 ? (accuracy - before.accuracy()) / rise : 1;
        return OptionalDouble.of(before.labels() + part * (point.labels() - before.labels()));
      }
      before = point;
    }
    return OptionalDouble.empty();
  }

  /** All curves held against that of the baseline, if it is among them. */
  static List<LearningCurve> againstBaseline(List<LearningCurve> curves) {
    return curves.stream()
        .filter(curve -> curve.name().equals(Arm.BASELINE))
        .findFirst()
        .map(baseline -> curves.stream().map(curve -> curve.against(baseline)).toList())
        .orElse(curves);
  }

  LearningCurve against(LearningCurve baseline) {
    double target = baseline.points().getLast().accuracy();
    // the baseline's last accuracy is one of its own points, so it is always reached
    double needed = labelsFor(target, baseline.points()).orElseThrow();
    OptionalDouble own = labelsFor(target, points);
    return new LearningCurve(
        name,
        aulc,
        points,
        own.isPresent() ? OptionalDouble.of(needed / own.getAsDouble()) : own,
        seconds);
  }
}
