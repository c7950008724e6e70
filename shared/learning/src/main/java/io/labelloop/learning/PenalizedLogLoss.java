package io.labelloop.learning;

import io.labelloop.model.LabeledVector;
import io.labelloop.numeric.Lbfgs;
import java.util.Arrays;
import java.util.List;

/**
 * What multinomial logistic regression minimises: {@code weighted sum of log-losses / n + ||W||^2 /
 * (2 C n)} over {@code n} examples, with {@code W} the weights without the intercepts.
 *
 * <p>That is the objective of scikit-learn's LogisticRegression, {@code C * sum + ||W||^2 / 2},
 * divided by {@code C n}, so that one tolerance serves any number of examples. Its variables are
 * the weights of the features that occur, feature by feature with one number per class, then one
 * intercept per class. One evaluation is linear in the stored entries times the classes.
 *
 * <p>Hastie, Tibshirani, Friedman: The Elements of Statistical Learning, 2nd ed., 2009, section
 * 4.4.
 */
final class PenalizedLogLoss implements Lbfgs.Smooth {
  private final int classes;
  private final double inverseC;
  private final int[] features;
  private final int[] starts;
  private final int[] columns;
  private final double[] values;
  private final int[] labels;
  private final double[] scores;
  private final double[] offsets;
  private final double[] weights;

  /**
   * Around zero, with intercepts that are free.
   *
   * @param examples at least one
   * @param classOf the class of a label, in {@code [0, classes)}
   * @param inverseStrength scikit-learn's C: positive, larger means less regularisation
   */
  PenalizedLogLoss(
      List<LabeledVector> examples, int[] classOf, int classes, double inverseStrength) {
    this(examples, classOf, classes, inverseStrength, new double[0], ones(examples.size()));
  }

  /**
   * Around an earlier model: the variables are what weights and intercepts differ by from its own,
   * and all of them are penalised.
   *
   * @param offsets the earlier model's scores of the examples, row after row with one number per
   *     class; none for free intercepts and weights around zero
   * @param weights of the examples' losses
   */
  PenalizedLogLoss(
      List<LabeledVector> examples,
      int[] classOf,
      int classes,
      double inverseStrength,
      double[] offsets,
      double[] weights) {
    this.offsets = offsets;
    this.weights = weights;
    this.classes = classes;
    this.inverseC = 1 / inverseStrength;
    int size = examples.getFirst().features().size();
    int n = examples.size();
    int[] counts = new int[size];
    int[] entries = new int[1];
    for (LabeledVector example : examples) {
      example
          .features()
          .forEach(
              (index, value) -> {
                if (value != 0) {
                  counts[index]++;
                  entries[0]++;
                }
              });
    }
    int[] columnOf = new int[size];
    int occurring = 0;
    int[] found = new int[size];
    for (int index = 0; index < size; index++) {
      if (counts[index] > 0) {
        columnOf[index] = occurring;
        found[occurring++] = index;
      }
    }
    this.features = Arrays.copyOf(found, occurring);
    this.starts = new int[n + 1];
    this.columns = new int[entries[0]];
    this.values = new double[entries[0]];
    this.labels = new int[n];
    this.scores = new double[classes];
    int[] next = new int[1];
    for (int row = 0; row < n; row++) {
      examples
          .get(row)
          .features()
          .forEach(
              (index, value) -> {
                if (value != 0) {
                  columns[next[0]] = columnOf[index];
                  values[next[0]++] = value;
                }
              });
      starts[row + 1] = next[0];
      labels[row] = classOf[examples.get(row).label()];
    }
  }

  private static double[] ones(int size) {
    double[] ones = new double[size];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** The indices of the features that are not zero in some example, ascending. */
  int[] features() {
    return features.clone();
  }

  int variables() {
    return (features.length + 1) * classes;
  }

  @Override
  public double at(double[] point, double[] gradient) {
    int intercepts = features.length * classes;
    int n = labels.length;
    double penalty = 0;
    double shrinkage = inverseC / n;
    int penalised = offsets.length == 0 ? intercepts : intercepts + classes;
    for (int i = 0; i < penalised; i++) {
      penalty += point[i] * point[i];
      gradient[i] = shrinkage * point[i];
    }
    Arrays.fill(gradient, penalised, intercepts + classes, 0);
    double loss = 0;
    for (int row = 0; row < n; row++) {
      System.arraycopy(point, intercepts, scores, 0, classes);
      for (int k = 0; offsets.length > 0 && k < classes; k++) {
        scores[k] += offsets[row * classes + k];
      }
      for (int entry = starts[row]; entry < starts[row + 1]; entry++) {
        int weight = columns[entry] * classes;
        double value = values[entry];
        for (int k = 0; k < classes; k++) {
          scores[k] += value * point[weight + k];
        }
      }
      double logSum = Softmax.toProbabilities(scores, labels[row]);
      loss += weights[row] * logSum;
      scores[labels[row]] -= 1;
      for (int entry = starts[row]; entry < starts[row + 1]; entry++) {
        int weight = columns[entry] * classes;
        double value = weights[row] * values[entry] / n;
        for (int k = 0; k < classes; k++) {
          gradient[weight + k] += value * scores[k];
        }
      }
      for (int k = 0; k < classes; k++) {
        gradient[intercepts + k] += weights[row] * scores[k] / n;
      }
    }
    return loss / n + shrinkage * penalty / 2;
  }
}
