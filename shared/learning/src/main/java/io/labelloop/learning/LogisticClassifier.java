package io.labelloop.learning;

import io.labelloop.model.ClassLabels;
import io.labelloop.model.Classifier;
import io.labelloop.model.CompiledScorer;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.Temperature;
import io.labelloop.numeric.Vector;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A linear softmax classifier whose weights lie feature by feature, so that an item costs as many
 * short rows as it has entries.
 *
 * <p>Features that no training example had weigh nothing. Agrees with the {@code predict} of the
 * Tribuo model that {@link #toBytes} stores to 1e-6.
 */
final class LogisticClassifier implements Classifier {
  private static final int UNSEEN = -1;

  private final FeatureSpace space;
  private final ClassLabels classes;
  private final int[] features;
  private final int[] rowOf;
  private final double[] weights;
  private final double[] intercepts;
  private final Supplier<byte[]> stored;

  /**
   * @param features ascending indices into the space
   * @param weights feature by feature, one number per class
   * @param intercepts one per class
   * @param stored makes the stored form, when it is asked for
   */
  LogisticClassifier(
      FeatureSpace space,
      ClassLabels classes,
      int[] features,
      double[] weights,
      double[] intercepts,
      Supplier<byte[]> stored) {
    this.space = space;
    this.classes = classes;
    this.features = features.clone();
    this.rowOf = new int[space.size()];
    Arrays.fill(rowOf, UNSEEN);
    for (int row = 0; row < features.length; row++) {
      rowOf[features[row]] = row * classes.size();
    }
    this.weights = weights.clone();
    this.intercepts = intercepts.clone();
    this.stored = stored;
  }

  @Override
  public ClassLabels classes() {
    return classes;
  }

  /** What the scores are made of. */
  Weights weights() {
    return new Weights(features, weights, intercepts);
  }

  @Override
  public double[] probabilities(Vector features) {
    Dimensions.require(rowOf.length, features);
    double[] scores = intercepts.clone();
    features.forEach(
        (index, value) -> {
          int row = rowOf[index];
          if (row != UNSEEN) {
            for (int k = 0; k < scores.length; k++) {
              scores[k] += value * weights[row + k];
            }
          }
        });
    Softmax.toProbabilities(scores, 0);
    return scores;
  }

  @Override
  public Classifier tempered(Temperature temperature) {
    var scaled = weights().dividedBy(temperature.value());
    return new LogisticClassifier(
        space,
        classes,
        features,
        scaled.rows(),
        scaled.intercepts(),
        () -> LinearModelFile.tempered(stored.get(), scaled, temperature));
  }

  @Override
  public Optional<CompiledScorer> compile() {
    return switch (space) {
      case TfIdf text -> Optional.of(new CompiledText(text, features, weights, intercepts));
      case StandardizedColumns columns ->
          Optional.of(new CompiledColumns(columns, features, weights, intercepts));
      default -> Optional.empty();
    };
  }

  @Override
  public byte[] toBytes() {
    return stored.get();
  }
}
