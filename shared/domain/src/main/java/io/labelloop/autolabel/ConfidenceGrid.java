package io.labelloop.autolabel;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Nested candidate sets by model confidence: set {@code j} holds the items whose confidence is at
 * least the {@code j}-th threshold, the last set all of them. What a set adds to the one before it
 * is its ring.
 *
 * <p>The thresholds are those of tenths of an unlabelled sample, so that no label has a part in
 * them.
 *
 * @param thresholds strictly falling, in {@code [0, 1]}, the last 0
 */
public record ConfidenceGrid(List<Double> thresholds) {
  private static final int SETS = 10;

  public ConfidenceGrid {
    thresholds = List.copyOf(thresholds);
    for (int i = 1; i < thresholds.size(); i++) {
      if (thresholds.get(i) >= thresholds.get(i - 1)) {
        throw new IllegalArgumentException("thresholds must fall, but were " + thresholds);
      }
    }
    if (thresholds.isEmpty() || thresholds.getLast() != 0) {
      throw new IllegalArgumentException(
          "the last set holds all items, so its threshold is 0, but thresholds were " + thresholds);
    }
  }

  /**
   * The grid of a sample's confidences; a threshold that several tenths share is kept once.
   *
   * @param confidences the largest class probability of each sampled item, in any order
   */
  public static ConfidenceGrid of(double[] confidences) {
    double[] rising = confidences.clone();
    Arrays.sort(rising);
    DoubleStream tenths =
        rising.length == 0
            ? DoubleStream.empty()
            : Arrays.stream(tenths(rising)).filter(threshold -> threshold > 0);
    return new ConfidenceGrid(
        DoubleStream.concat(tenths, DoubleStream.of(0)).distinct().boxed().toList());
  }

  private static double[] tenths(double[] rising) {
    double[] falling = new double[SETS - 1];
    for (int i = 1; i < SETS; i++) {
      int inside = Math.max(1, (int) Math.round((double) rising.length * i / SETS));
      falling[i - 1] = rising[rising.length - inside];
    }
    return falling;
  }

  /** The number of sets, and of rings. */
  public int sets() {
    return thresholds.size();
  }

  /** The ring of an item, counted from 0: the first set that holds it. */
  public int ringOf(double confidence) {
    int ring = 0;
    while (confidence < thresholds.get(ring) && ring < thresholds.size() - 1) {
      ring++;
    }
    return ring;
  }
}
