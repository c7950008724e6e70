package io.labelloop.learning;

import io.labelloop.numeric.Vector;

/** Holds a vector to the feature space that a model was trained in. */
final class Dimensions {
  private Dimensions() {}

  /**
   * Refuses a vector of another space.
   *
   * @throws IllegalArgumentException if it has not so many dimensions
   */
  static void require(int trained, Vector vector) {
    if (vector.size() != trained) {
      throw new IllegalArgumentException(
          "the model was trained in "
              + trained
              + " dimensions, but the vector has "
              + vector.size());
    }
  }
}
