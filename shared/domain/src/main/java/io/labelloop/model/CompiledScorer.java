package io.labelloop.model;

import io.labelloop.pool.ScannedLine;

/**
 * A classifier and its feature space in one: class probabilities straight from an item's bytes.
 * Immutable and safe for use by several threads.
 */
public interface CompiledScorer {
  /** How far a probability may be from what {@link Classifier#probabilities} says. */
  double TOLERANCE = 1e-9;

  /** A scorer for one thread. */
  Scorer scorer();

  /** Scores one item after another; not for several threads at once. */
  @FunctionalInterface
  interface Scorer {
    /**
     * Writes what {@link Classifier#probabilities} says of an item, to {@link #TOLERANCE}.
     *
     * @param line a line that the scanner is sure of
     * @param row receives one probability per class
     */
    void probabilities(ScannedLine line, double[] row);
  }
}
