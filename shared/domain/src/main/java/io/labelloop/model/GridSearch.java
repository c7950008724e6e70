package io.labelloop.model;

import io.labelloop.pool.SeededOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses hyper-parameters from a learner's {@link Learner#grid grid} by cross-validation: every
 * setting predicts the same held-out examples, and its loss is the mean log-loss of these
 * predictions at the temperature that fits them best, since models are calibrated before anyone
 * relies on their confidence.
 *
 * <p>The learner's own setting stays unless another is better by more than one standard error of
 * the paired differences: what chance could have done is no reason to leave the default. Among
 * those that are, the one with the smallest loss is taken.
 *
 * <p>Bounded: at most {@value #MOST} examples, drawn by the seed, times {@value #FOLDS} folds times
 * the settings. Deterministic in the examples, whatever their order, and in the seed.
 *
 * <p>Stone: Cross-validatory choice and assessment of statistical predictions. JRSS B 36, 1974.
 * Breiman, Friedman, Olshen, Stone: Classification and Regression Trees, 1984, section 3.4.3 (one
 * standard error).
 *
 * @param chosen the index of the chosen setting
 * @param points every setting that was tried, in the order of the grid; empty if none was
 * @param examples how many examples were split into folds; 0 if none was
 */
public record GridSearch(int chosen, List<Point> points, int examples) {
  /** How many folds the examples are split into. */
  public static final int FOLDS = 5;

  /** Below this many examples the learner's own setting is kept, untried. */
  public static final int FEWEST = 50;

  /** Of more examples a uniform sample of this many is taken. */
  public static final int MOST = 1_000;

  public GridSearch {
    points = List.copyOf(points);
  }

  /**
   * A setting and its loss.
   *
   * @param setting as {@link Learner#setting} names it
   * @param loss the mean log-loss of held-out predictions, in nats
   */
  public record Point(String setting, double loss) {}

  /**
   * Searches the grid of a learner.
   *
   * @param examples of which none may belong to a stream that tests
   */
  public static GridSearch of(
      Learner learner,
      FeatureSpace space,
      ClassLabels classes,
      List<LabeledVector> examples,
      long seed) {
    List<Learner> grid = learner.grid();
    int own = grid.stream().map(Learner::setting).toList().indexOf(learner.setting());
    if (own < 0) {
      throw new IllegalArgumentException(
          "the grid must have the learner's own setting, " + learner.setting());
    }
    if (grid.size() == 1
        || examples.size() < FEWEST
        || examples.stream().mapToInt(LabeledVector::label).distinct().count() < 2) {
      return new GridSearch(own, List.of(), 0);
    }
    List<LabeledVector> drawn =
        examples.stream()
            .sorted(Comparator.comparing(LabeledVector::id, new SeededOrder(seed, "grid-search")))
            .limit(MOST)
            .toList();
    var losses = new ArrayList<double[]>();
    for (Learner tried : grid) {
      losses.add(
          losses(
              OutOfFold.of(
                  drawn,
                  FOLDS,
                  seed,
                  rest -> tried.train(space, classes, rest, seed, Instant.EPOCH))));
    }
    var points = new ArrayList<Point>();
    for (int i = 0; i < grid.size(); i++) {
      points.add(new Point(grid.get(i).setting(), mean(losses.get(i))));
    }
    return new GridSearch(choice(losses, own), points, drawn.size());
  }

  private static double[] losses(OutOfFold heldOut) {
    Temperature temperature = heldOut.temperature();
    double[] losses = new double[heldOut.rows().size()];
    for (int i = 0; i < losses.length; i++) {
      losses[i] =
          temperature.logLoss(List.of(heldOut.rows().get(i)), List.of(heldOut.labels().get(i)));
    }
    return losses;
  }

  private static int choice(List<double[]> losses, int own) {
    int best = own;
    for (int i = 0; i < losses.size(); i++) {
      if (mean(losses.get(i)) < mean(losses.get(best))
          && isBetter(losses.get(i), losses.get(own))) {
        best = i;
      }
    }
    return best;
  }

  /** Whether the mean difference of paired losses is more than its standard error. */
  private static boolean isBetter(double[] losses, double[] than) {
    int n = losses.length;
    double difference = mean(than) - mean(losses);
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double deviation = than[i] - losses[i] - difference;
      squares += deviation * deviation;
    }
    return n > 1 && difference > Math.sqrt(squares / (n - 1) / n);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return values.length == 0 ? 0 : sum / values.length;
  }
}
