package io.labelloop.learning;

import io.labelloop.model.ClassLabels;
import io.labelloop.model.Classifier;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.LabeledVector;
import io.labelloop.model.Learner;
import io.labelloop.numeric.Lbfgs;
import io.labelloop.pool.Item;
import io.labelloop.pool.ItemContent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Multinomial logistic regression with an L2 penalty: on standardized columns, or on TF-IDF of word
 * 1-2-grams.
 *
 * <p>Minimises {@code C * sum of log-losses + ||W||^2 / 2} with C = {@value #C} and intercepts that
 * are not penalised, which is scikit-learn's multinomial LogisticRegression(C=10). The problem is
 * convex, so the seed changes nothing but the provenance. The stored model is Tribuo's {@code
 * LinearSGDModel}, readable by Tribuo.
 *
 * <p>A class without examples has no weights. Its score is the mean score of the classes that have
 * examples, less {@code ln(n + 1)} for {@code n} examples: by Jensen's inequality its probability
 * then is at most {@code 1 / (n + 2)} for every item, and falls as the model grows sure of another
 * class. With a single class among the examples every item has it with probability {@code (n + 1) /
 * (n + 1 + u)}, {@code u} being the number of the other classes.
 *
 * <p>Hastie, Tibshirani, Friedman: The Elements of Statistical Learning, 2nd ed., 2009, section
 * 4.4.
 */
public final class LogisticRegressionLearner implements Learner {
  /** How much the examples weigh against the penalty. */
  static final double C = 10;

  /** The largest entry that the gradient of the mean objective may have when training ends. */
  static final double TOLERANCE = 1e-6;

  static final int MOST_ITERATIONS = 1000;

  @Override
  public FeatureSpace fitFeatures(List<Item> sample) {
    if (sample.isEmpty()) {
      throw new IllegalArgumentException(
          "a feature space needs at least 1 item to be fitted, but got none");
    }
    return switch (sample.getFirst().content()) {
      case ItemContent.Text text -> TfIdf.fit(sample);
      case ItemContent.Tokens tokens -> TfIdf.fit(sample);
      case ItemContent.Features features -> StandardizedColumns.fit(sample);
    };
  }

  @Override
  public FeatureSpace readFeatures(byte[] stored) {
    return StoredFeatures.read(stored);
  }

  @Override
  public Classifier train(
      FeatureSpace space,
      ClassLabels classes,
      List<LabeledVector> training,
      long seed,
      Instant trainedAt) {
    List<LabeledVector> examples =
        training.stream().sorted(Comparator.comparing(LabeledVector::id)).toList();
    int[] counts = countsOf(space, classes, examples);
    int[] seen = new int[classes.size()];
    int[] classOf = new int[classes.size()];
    int seenCount = 0;
    for (int k = 0; k < counts.length; k++) {
      if (counts[k] > 0) {
        classOf[k] = seenCount;
        seen[seenCount++] = k;
      }
    }
    PenalizedLogLoss loss = new PenalizedLogLoss(examples, classOf, seenCount, C);
    Lbfgs.Minimum minimum =
        Lbfgs.minimize(loss, new double[loss.variables()], TOLERANCE, MOST_ITERATIONS);
    Weights weights =
        Weights.of(loss.features(), minimum.point(), Arrays.copyOf(seen, seenCount), counts);
    return new LogisticClassifier(
        space,
        classes,
        weights.features(),
        weights.rows(),
        weights.intercepts(),
        () ->
            TribuoModelFile.write(
                space,
                classes,
                weights,
                examples,
                new TribuoModelFile.Training(C, seed, trainedAt, minimum)));
  }

  @Override
  public Classifier read(FeatureSpace space, ClassLabels classes, byte[] stored) {
    byte[] copy = stored.clone();
    Weights weights = TribuoModelFile.read(space, classes, copy);
    return new LogisticClassifier(
        space, classes, weights.features(), weights.rows(), weights.intercepts(), copy::clone);
  }

  private static int[] countsOf(
      FeatureSpace space, ClassLabels classes, List<LabeledVector> examples) {
    if (examples.isEmpty()) {
      throw new IllegalArgumentException("training needs at least 1 example, but got none");
    }
    int[] counts = new int[classes.size()];
    for (LabeledVector example : examples) {
      if (example.label() < 0 || example.label() >= counts.length) {
        throw new IllegalArgumentException(
            "the label of "
                + example.id()
                + " must be the index of one of "
                + counts.length
                + " classes, but was "
                + example.label());
      }
      if (example.features().size() != space.size()) {
        throw new IllegalArgumentException(
            "the vector of "
                + example.id()
                + " must have "
                + space.size()
                + " dimensions, but had "
                + example.features().size());
      }
      counts[example.label()]++;
    }
    return counts;
  }
}
