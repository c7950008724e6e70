package io.labelloop.learning;

import io.labelloop.model.EarlierModel;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.LabeledVector;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The weights of an earlier linear model, carried over to another feature space: the centre of a
 * Gaussian prior.
 *
 * <p>Words are the same dimension if they have the same hash. Their weight is multiplied by the
 * inverse document frequency that they had and divided by the one that they have, so that a word
 * tells as much as it did; what one of the spaces does not know weighs nothing. Columns are the
 * same by their order, and the change of their mean and scale goes into weights and intercepts, so
 * that the model predicts exactly what it did.
 *
 * <p>Chelba, Acero: Adaptation of maximum entropy capitalizer: little data can help a lot. EMNLP
 * 2004.
 */
final class PriorWeights {
  private final FeatureSpace from;
  private final Weights weights;

  private PriorWeights(FeatureSpace from, Weights weights) {
    this.from = from;
    this.weights = weights;
  }

  /** The weights of a model, if it is linear with a softmax. */
  static Optional<PriorWeights> of(EarlierModel earlier) {
    return earlier.model() instanceof LogisticClassifier linear
        ? Optional.of(new PriorWeights(earlier.space(), linear.weights()))
        : Optional.empty();
  }

  /**
   * The weights in another space.
   *
   * @throws IllegalArgumentException if the spaces are of different kinds or have different columns
   */
  Weights in(FeatureSpace space) {
    if (from instanceof TfIdf was && space instanceof TfIdf is) {
      return ofWords(was, is);
    }
    if (from instanceof StandardizedColumns was
        && space instanceof StandardizedColumns is
        && was.size() == is.size()) {
      return ofColumns(was, is);
    }
    throw new IllegalArgumentException(
        "the earlier model is of "
            + inWords(from)
            + ", and cannot be carried over to "
            + inWords(space));
  }

  private static String inWords(FeatureSpace space) {
    return space instanceof TfIdf ? "texts" : space.size() + " columns";
  }

  private Weights ofWords(TfIdf was, TfIdf is) {
    int classes = weights.intercepts().length;
    int[] rowOf = new int[was.size()];
    Arrays.fill(rowOf, -1);
    for (int row = 0; row < weights.features().length; row++) {
      rowOf[weights.features()[row]] = row;
    }
    int[] features = new int[is.size()];
    double[] rows = new double[is.size() * classes];
    int kept = 0;
    for (int place = 0; place < is.hashes().length; place++) {
      int before = was.index().placeOf(is.hashes()[place]);
      if (before != HashIndex.NONE && rowOf[before] >= 0) {
        double factor = was.inverseFrequencies()[before] / is.inverseFrequencies()[place];
        for (int k = 0; k < classes; k++) {
          rows[kept * classes + k] = factor * weights.rows()[rowOf[before] * classes + k];
        }
        features[kept++] = place;
      }
    }
    return new Weights(
        Arrays.copyOf(features, kept), Arrays.copyOf(rows, kept * classes), weights.intercepts());
  }

  private Weights ofColumns(StandardizedColumns was, StandardizedColumns is) {
    int classes = weights.intercepts().length;
    int[] features = weights.features();
    double[] rows = new double[weights.rows().length];
    double[] intercepts = weights.intercepts().clone();
    for (int row = 0; row < features.length; row++) {
      int column = features[row];
      double shift = (is.mean(column) - was.mean(column)) * was.factor(column);
      // a column that is constant now always has its mean
      double factor = is.factor(column) == 0 ? 0 : was.factor(column) / is.factor(column);
      for (int k = 0; k < classes; k++) {
        double weight = weights.rows()[row * classes + k];
        rows[row * classes + k] = factor * weight;
        intercepts[k] += shift * weight;
      }
    }
    return new Weights(features, rows, intercepts);
  }

  /** The scores of examples by some weights, row after row with one number per class. */
  static double[] scores(Weights weights, List<LabeledVector> examples) {
    int classes = weights.intercepts().length;
    double[] scores = new double[examples.size() * classes];
    for (int row = 0; row < examples.size(); row++) {
      int start = row * classes;
      System.arraycopy(weights.intercepts(), 0, scores, start, classes);
      examples
          .get(row)
          .features()
          .forEach(
              (index, value) -> {
                int found = Arrays.binarySearch(weights.features(), index);
                if (found >= 0) {
                  for (int k = 0; k < classes; k++) {
                    scores[start + k] += value * weights.rows()[found * classes + k];
                  }
                }
              });
    }
    return scores;
  }
}
