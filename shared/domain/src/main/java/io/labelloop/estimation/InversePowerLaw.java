package io.labelloop.estimation;

import java.util.List;
import java.util.Optional;

/**
 * A learning curve of the form {@code accuracy(n) = limit - scale n^-rate}: what more labels will
 * probably bring. An estimate, and no bound.
 *
 * <p>Figueroa, Zeng-Treitler, Kandula, Ngo: Predicting sample size required for classification
 * performance. BMC Medical Informatics and Decision Making 12, 2012.
 *
 * @param limit the accuracy with endless labels, at most 1
 * @param scale at least 0
 * @param rate above 0
 */
public record InversePowerLaw(double limit, double scale, double rate) {
  /** The fewest points that a curve of three parameters is fitted to. */
  public static final int FEWEST_POINTS = 4;

  private static final double SLOWEST = 0.02;
  private static final double FASTEST = 2.0;
  private static final int RATES = 200;

  /** Accuracy after a number of training labels, at least 1. */
  public record Point(int labels, double accuracy) {}

  /**
   * The least-squares curve: for each of {@value #RATES} rates between .02 and 2 the best limit and
   * scale are those of a straight line in {@code n^-rate}; the rate with the least error is taken.
   *
   * @return nothing for fewer than {@value #FEWEST_POINTS} different numbers of labels
   */
  public static Optional<InversePowerLaw> fit(List<Point> points) {
    if (points.stream().mapToInt(Point::labels).distinct().count() < FEWEST_POINTS) {
      return Optional.empty();
    }
    InversePowerLaw best = line(points, SLOWEST);
    for (int i = 1; i < RATES; i++) {
      double rate = SLOWEST * Math.pow(FASTEST / SLOWEST, i / (RATES - 1.0));
      InversePowerLaw next = line(points, rate);
      if (next.squaredError(points) < best.squaredError(points)) {
        best = next;
      }
    }
    return Optional.of(best);
  }

  // a falling curve has no place in the model: its best fit is then the mean; a limit above 1 is
  // pulled back to 1, with the scale that fits best there
  private static InversePowerLaw line(List<Point> points, double rate) {
    double meanX =
        points.stream().mapToDouble(p -> Math.pow(p.labels(), -rate)).average().orElse(0);
    double meanY = points.stream().mapToDouble(Point::accuracy).average().orElse(0);
    double xx = 0;
    double xy = 0;
    for (Point point : points) {
      double x = Math.pow(point.labels(), -rate) - meanX;
      xx += x * x;
      xy += x * (point.accuracy() - meanY);
    }
    double scale = Math.max(0, -xy / xx);
    double limit = meanY + scale * meanX;
    if (limit <= 1) {
      return new InversePowerLaw(limit, scale, rate);
    }
    double squares = 0;
    double products = 0;
    for (Point point : points) {
      double x = Math.pow(point.labels(), -rate);
      squares += x * x;
      products += x * (1 - point.accuracy());
    }
    return new InversePowerLaw(1, Math.max(0, products / squares), rate);
  }

  private double squaredError(List<Point> points) {
    return points.stream()
        .mapToDouble(p -> Math.pow(p.accuracy() - accuracyAt(p.labels()), 2))
        .sum();
  }

  /** The accuracy that the curve has at a number of labels, at least 1. */
  public double accuracyAt(int labels) {
    return limit - scale * Math.pow(labels, -rate);
  }

  /** What {@code more} labels beyond {@code labels} bring: at least 0. */
  public double gain(int labels, int more) {
    return accuracyAt(labels + more) - accuracyAt(labels);
  }
}
