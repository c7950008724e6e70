package io.labelloop.learning.compare;

/**
 * Mean and sample standard deviation over repetitions.
 *
 * @param sd 0 for a single repetition
 */
public record Spread(double mean, double sd) {
  /**
   * Of at least one value.
   *
   * <p>The deviation divides by {@code n - 1}.
   */
  public static Spread of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("a mean needs at least 1 value, but got none");
    }
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return new Spread(mean, values.length == 1 ? 0 : Math.sqrt(squares / (values.length - 1)));
  }
}
