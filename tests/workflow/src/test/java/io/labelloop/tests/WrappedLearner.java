package io.labelloop.tests;

import io.labelloop.model.ClassLabels;
import io.labelloop.model.Classifier;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.LabeledVector;
import io.labelloop.model.Learner;
import io.labelloop.pool.Item;
import java.time.Instant;
import java.util.List;

/** Learns like another learner, but for what a test changes. */
abstract class WrappedLearner implements Learner {
  final Learner learner;

  WrappedLearner(Learner learner) {
    this.learner = learner;
  }

  @Override
  public FeatureSpace fitFeatures(List<Item> sample) {
    return learner.fitFeatures(sample);
  }

  @Override
  public FeatureSpace readFeatures(byte[] stored) {
    return learner.readFeatures(stored);
  }

  @Override
  public Classifier train(
      FeatureSpace space,
      ClassLabels classes,
      List<LabeledVector> training,
      long seed,
      Instant trainedAt) {
    return learner.train(space, classes, training, seed, trainedAt);
  }

  @Override
  public Classifier read(FeatureSpace space, ClassLabels classes, byte[] stored) {
    return learner.read(space, classes, stored);
  }
}
