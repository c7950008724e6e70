package io.labelloop.learning.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * How accuracy grows with labels for one contender.
 *
 * @param name the strategy's
 * @param trainer the trainer's
 * @param labels how many labels were paid for, ascending, one number per accuracy
 * @param validation how many of them are a validation stream's, paid after the seed set; the models
 *     learnt from the others
 * @param repetitions one per seed, in the order of the seeds
 */
public record LearningCurve(
    String name,
    String trainer,
    List<Integer> labels,
    int validation,
    List<Repetition> repetitions) {
  public LearningCurve {
    labels = List.copyOf(labels);
    repetitions = List.copyOf(repetitions);
    if (repetitions.isEmpty()) {
      throw new IllegalArgumentException("a curve has at least 1 repetition, but had none");
    }
    for (Repetition repetition : repetitions) {
      if (repetition.accuracies().size() != labels.size()) {
        throw new IllegalArgumentException(
            "a repetition has one accuracy per round, but had "
                + repetition.accuracies().size()
                + " for "
                + labels.size());
      }
    }
  }

  /** Accuracy on the test items with so many labels. */
  public record Point(int labels, double accuracy, double sd) {}

  /** One point per round: mean and deviation over the seeds. */
  public List<Point> points() {
    return points(IntStream.range(0, repetitions.size()).toArray());
  }

  /** The same over some of the seeds, each as often as it is named. */
  List<Point> points(int... seeds) {
    var points = new ArrayList<Point>();
    for (int round = 0; round < labels.size(); round++) {
      int at = round;
      Spread spread =
          Spread.of(
              IntStream.of(seeds)
                  .mapToDouble(seed -> repetitions.get(seed).accuracies().get(at))
                  .toArray());
      points.add(new Point(labels.get(round), spread.mean(), spread.sd()));
    }
    return points;
  }

  /** The area under the learning curve: the trapezoidal mean of accuracy over the labels. */
  public Spread aulc() {
    return Spread.of(IntStream.range(0, repetitions.size()).mapToDouble(this::area).toArray());
  }

  /** By how much the area exceeds that of another curve with the same seed. */
  public Spread gainOver(LearningCurve other) {
    return Spread.of(
        IntStream.range(0, repetitions.size()).mapToDouble(i -> area(i) - other.area(i)).toArray());
  }

  private double area(int repetition) {
    return trapezoidalMean(labels, repetitions.get(repetition).accuracies());
  }

  /**
   * With how many labels the mean curve first reaches an accuracy; absent if it never does.
   *
   * @param accuracy in {@code [0, 1]}
   */
  public OptionalDouble labelsFor(double accuracy) {
    return labelsFor(accuracy, points());
  }

  /** The time that the repetitions took on the processor, added up. */
  public double seconds() {
    return repetitions.stream().mapToDouble(Repetition::seconds).sum();
  }

  /** The mean time of one round on the processor: a model is trained, and a batch chosen. */
  public double secondsPerRound() {
    return seconds() / repetitions.size() / (validation > 0 ? labels.size() - 1 : labels.size());
  }

  /**
   * The trapezoidal mean of values over the numbers of labels; the value itself if there is one.
   */
  static double trapezoidalMean(List<Integer> labels, List<Double> values) {
    int last = values.size() - 1;
    if (last == 0) {
      return values.getFirst();
    }
    double sum = 0;
    for (int i = 0; i < last; i++) {
      sum += (labels.get(i + 1) - labels.get(i)) * (values.get(i) + values.get(i + 1)) / 2;
    }
    return sum / (labels.get(last) - labels.getFirst());
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
}
