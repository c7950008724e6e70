package io.labelloop.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Predictions of training examples by models that were not trained on them: each fold is predicted
 * by a model of the others.
 *
 * <p>An example whose class no example of the other folds has is left out: what such a model says
 * of it is about the class, not about how sure models should be.
 *
 * @param rows class probabilities, one row per example
 * @param labels the index of each example's class
 */
public record OutOfFold(List<double[]> rows, List<Integer> labels) {
  /** How many models are trained to calibrate another one. */
  public static final int FOLDS = 5;

  public OutOfFold {
    rows = List.copyOf(rows);
    labels = List.copyOf(labels);
  }

  /**
   * Trains one model per fold; the same for any order of the examples.
   *
   * @param train makes a model of the examples it is given, at least one
   */
  public static OutOfFold of(
      List<LabeledVector> examples,
      int folds,
      long seed,
      Function<List<LabeledVector>, Classifier> train) {
    List<List<LabeledVector>> split = Folds.of(examples, folds, seed);
    var rows = new ArrayList<double[]>();
    var labels = new ArrayList<Integer>();
    for (int held = 0; held < split.size() && split.size() > 1; held++) {
      List<LabeledVector> rest = Folds.without(split, held);
      Set<Integer> seen = new HashSet<>();
      rest.forEach(example -> seen.add(example.label()));
      Classifier model = train.apply(rest);
      for (LabeledVector example : split.get(held)) {
        if (seen.contains(example.label())) {
          rows.add(model.probabilities(example.features()));
          labels.add(example.label());
        }
      }
    }
    return new OutOfFold(rows, labels);
  }

  /** Predictions by models of the same learner, {@value #FOLDS} of them. */
  public static OutOfFold by(
      Learner learner,
      FeatureSpace space,
      ClassLabels classes,
      List<LabeledVector> examples,
      long seed) {
    return of(
        examples, FOLDS, seed, rest -> learner.train(space, classes, rest, seed, Instant.EPOCH));
  }

  /** The temperature that fits these predictions best: see {@link Temperature#fit}. */
  public Temperature temperature() {
    return Temperature.fit(rows, labels);
  }
}
