package io.labelloop.query;

import io.labelloop.model.CompiledScorer;
import io.labelloop.pool.ScannedLine;

/**
 * Acquisition scores of items by their bytes, near enough to tell which items cannot be among the
 * best; not for several threads at once.
 */
public final class ByteScores {
  /**
   * How far a score may be from the exact one. Acquisition scores change by less where
   * probabilities change by {@link CompiledScorer#TOLERANCE}.
   */
  public static final double TOLERANCE = 1e-6;

  private final CompiledScorer.Scorer scorer;
  private final ProbabilityAcquisition acquisition;
  private final double[] row;

  /**
   * @param classes the number of the model's classes
   */
  public ByteScores(CompiledScorer scorer, ProbabilityAcquisition acquisition, int classes) {
    this.scorer = scorer.scorer();
    this.acquisition = acquisition;
    this.row = new double[classes];
  }

  /** The score of an item, to {@link #TOLERANCE}. */
  public double score(ScannedLine line) {
    scorer.probabilities(line, row);
    return acquisition.scoreOf(row);
  }

  /** Whether an item's exact score may be at least {@code least}. */
  public boolean mayReach(double least, ScannedLine line) {
    return score(line) + TOLERANCE >= least;
  }

  /** The class probabilities of the item that was scored last; to be read only. */
  public double[] probabilities() {
    return row;
  }
}
