package io.labelloop.estimation;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The difference of two shares that were counted on the same items, such as the accuracies of two
 * models.
 *
 * <p>With {@code b} items that only the first has right, {@code c} that only the second has and
 * {@code n} in all, the difference is {@code (b - c) / n}. The interval is that of Agresti and Min:
 * Wald's after half an item is added to each of the four cells, so around {@code (b - c) / (n + 2)}
 * with the standard error {@code sqrt((b + c + 1) - (b - c)^2 / (n + 2)) / (n + 2)}. It holds its
 * confidence from about ten items on, also where the models never differ.
 *
 * <p>Agresti, Min: Simple improved confidence intervals for comparing matched proportions.
 * Statistics in Medicine 24, 2005.
 *
 * @param difference the first share less the second, in {@code [-1, 1]}
 * @param low the lower end of the interval, at least -1
 * @param high the upper end, at most 1
 */
public record PairedProportions(double difference, double low, double high) {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /**
   * Of counts.
   *
   * @param onlyFirst items that only the first has right
   * @param onlySecond items that only the second has right
   * @param items all items, at least one and as many as both counts together
   * @param confidence in {@code (0, 1)}
   */
  public static PairedProportions of(int onlyFirst, int onlySecond, int items, double confidence) {
    if (onlyFirst < 0 || onlySecond < 0 || items < Math.max(1, onlyFirst + onlySecond)) {
      throw new IllegalArgumentException(
          "counts must be at least 0, and together at most the items, but were "
              + onlyFirst
              + ", "
              + onlySecond
              + " and "
              + items);
    }
    double gap = (double) onlyFirst - onlySecond;
    double size = items + 2.0;
    double error = Math.sqrt(onlyFirst + onlySecond + 1.0 - gap * gap / size) / size;
    double width = NORMAL.inverseCumulativeProbability(1 - (1 - confidence) / 2) * error;
    return new PairedProportions(
        gap / items, Math.max(-1, gap / size - width), Math.min(1, gap / size + width));
  }
}
