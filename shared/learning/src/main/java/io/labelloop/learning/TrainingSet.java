package io.labelloop.learning;

import io.labelloop.model.ClassLabels;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.LabeledVector;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a model is trained on: examples in ascending order of id, checked against the task.
 *
 * @param counts examples per class
 * @param seen the classes that have examples, ascending
 */
@SuppressWarnings("ArrayRecordComponent") // made once, and not changed by this package
record TrainingSet(
    FeatureSpace space,
    ClassLabels classes,
    List<LabeledVector> examples,
    int[] counts,
    int[] seen,
    long seed,
    Instant trainedAt) {

  /**
   * Orders and checks the examples.
   *
   * @throws IllegalArgumentException if there is none, or one has no class of the task or another
   *     number of dimensions than the space
   */
  static TrainingSet of(
      FeatureSpace space,
      ClassLabels classes,
      List<LabeledVector> training,
      long seed,
      Instant trainedAt) {
    if (training.isEmpty()) {
      throw new IllegalArgumentException("training needs at least 1 example, but got none");
    }
    int[] counts = new int[classes.size()];
    for (LabeledVector example : training) {
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
    return new TrainingSet(
        space,
        classes,
        training.stream().sorted(Comparator.comparing(LabeledVector::id)).toList(),
        counts,
        IntStream.range(0, counts.length).filter(k -> counts[k] > 0).toArray(),
        seed,
        trainedAt);
  }

  /** For every class its place among the seen ones; 0 for those that have no example. */
  int[] placeOfClass() {
    int[] place = new int[counts.length];
    for (int i = 0; i < seen.length; i++) {
      place[seen[i]] = i;
    }
    return place;
  }

  /** The features that are not zero in some example, ascending. */
  int[] occurringFeatures() {
    boolean[] occurs = new boolean[space.size()];
    for (LabeledVector example : examples) {
      example.features().forEach((index, value) -> occurs[index] |= value != 0);
    }
    return IntStream.range(0, occurs.length).filter(index -> occurs[index]).toArray();
  }
}
