package io.labelloop.consolidation;

/**
 * Pseudo-counts that the estimates of Dawid-Skene start from, as if so many answers had been seen
 * before.
 *
 * @param spread per true class, divided equally over its answers, and over the classes of the class
 *     prior; at least 0
 * @param diagonal more of them on the right answer; at least 0
 */
public record Smoothing(double spread, double diagonal) {
  /**
   * No pseudo-counts: maximum likelihood, as in the paper of 1979. An answer that the vote shares
   * give no weight for a class stays impossible for it.
   */
  public static final Smoothing NONE = new Smoothing(0, 0);

  /** Maximum likelihood but for pseudo-counts so small that they only undo impossibility. */
  public static final Smoothing VANISHING = new Smoothing(1e-9, 0);

  /** One pseudo-count per true class, and four on the right answer. */
  public static final Smoothing DEFAULT = new Smoothing(1, 4);

  public Smoothing {
    if (!(spread >= 0 && diagonal >= 0 && Double.isFinite(spread + diagonal))) {
      throw new IllegalArgumentException(
          "pseudo-counts must be at least 0 and finite, but were " + spread + " and " + diagonal);
    }
  }

  /** Whether estimates are those of maximum likelihood, to any precision that matters. */
  boolean vanishes() {
    return spread <= VANISHING.spread && diagonal == 0;
  }
}
