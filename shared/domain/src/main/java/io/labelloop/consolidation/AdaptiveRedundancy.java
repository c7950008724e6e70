package io.labelloop.consolidation;

/**
 * Asks more people about an item only while its label is doubtful: at least {@code min} of them,
 * and up to {@code max} while the posterior of the label is below {@code confidence}.
 *
 * <p>A posterior is often over-confident, so this decides whom to ask and promises nothing about
 * accuracy (docs/methods/adaptive-redundancy.md).
 *
 * @param min at least 1
 * @param max at least {@code min}
 * @param confidence above 0 and below 1
 */
public record AdaptiveRedundancy(int min, int max, double confidence) {
  public AdaptiveRedundancy {
    if (min < 1 || max < min || !(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          "redundancy must be 1 <= min <= max with a confidence between 0 and 1, but was "
              + min
              + ", "
              + max
              + ", "
              + confidence);
    }
  }

  /**
   * Whether an item deserves another answer.
   *
   * @param posterior the probability of its consolidated label
   * @param annotations the answers that it has
   */
  public boolean asksAgain(double posterior, int annotations) {
    return annotations < min || (annotations < max && posterior < confidence);
  }
}
