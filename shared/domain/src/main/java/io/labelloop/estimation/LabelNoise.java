package io.labelloop.estimation;

/**
 * How wrong the certification labels themselves may be: what an audited share of them says.
 *
 * @param audited certification labels that others labeled again
 * @param different those that came out differently
 * @param atMost with probability {@code confidence}, at most this share of the labels would
 * @param confidence in {@code (0, 1)}
 */
public record LabelNoise(int audited, int different, double atMost, double confidence) {
  public LabelNoise {
    if (!(atMost >= 0 && atMost <= 1)) {
      throw new IllegalArgumentException("a share is in [0, 1], but was " + atMost);
    }
  }

  /** The Clopper-Pearson upper bound of the share; 1 where nothing was audited. */
  public static LabelNoise of(int audited, int different, double confidence) {
    return new LabelNoise(
        audited,
        different,
        ClopperPearson.upperBound(different, audited, 1 - confidence),
        confidence);
  }

  /**
   * What an accuracy bound against the certification labels means against the audited ones: {@code
   * L - e}, the worst case, in which every wrong label hides a wrong prediction.
   */
  public double accuracyAtLeast(double lowerBound) {
    return Math.max(0, lowerBound - atMost);
  }
}
