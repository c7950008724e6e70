package io.labelloop.estimation;

/**
 * Certifies that a model reaches an accuracy target, in any round of a campaign.
 *
 * <p>The bound of round {@code t} is the one-sided Clopper-Pearson bound at the error that {@code
 * spending} grants to the round. If the certification labels were drawn uniformly before the first
 * round, and no model was trained on them or chosen by them, then the probability that any round of
 * the campaign certifies a model below the target is at most {@code 1 - confidence}, though all
 * rounds use the same labels (docs/methods/certification.md).
 *
 * <p>Where labels are added while the campaign runs, {@link BoundMethod#TRUNCATED_BETA_MIXTURE}
 * bounds the mean accuracy over the parts of the stream instead (docs/methods/e-process.md).
 *
 * <p>A claim about a finite pool uses the hypergeometric bound instead ({@link #evaluateInPool}).
 *
 * @param target in {@code (0, 1)}
 * @param confidence in {@code (0, 1)}
 */
public record CertificationTest(
    double target, double confidence, ErrorSpending spending, BoundMethod method) {
  public CertificationTest {
    if (!(target > 0 && target < 1)) {
      throw new IllegalArgumentException(
          "an accuracy target must be above 0 and below 1, but was " + target);
    }
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          "a confidence must be above 0 and below 1, but was " + confidence);
    }
  }

  /** The test whose labels were all drawn before the first round. */
  public CertificationTest(double target, double confidence, ErrorSpending spending) {
    this(target, confidence, spending, BoundMethod.CLOPPER_PEARSON);
  }

  /**
   * The bound of a round.
   *
   * @param round counted from 1
   * @param labels how many certification labels there are; 0 gives the bound 0
   * @param correct how many of them the round's model predicts
   */
  public AccuracyBound evaluate(int round, int labels, int correct) {
    double lowerBound = method.lowerBound(correct, labels, target, alphaOf(round));
    return new AccuracyBound(round, labels, correct, lowerBound, confidence, target);
  }

  /**
   * The bound of a round on the share of a finite pool that the model predicts.
   *
   * @param population the number of items that the claim is about, the certification items among
   *     them
   */
  public AccuracyBound evaluateInPool(int round, int labels, int correct, int population) {
    double lowerBound = HypergeometricBound.lowerBound(correct, labels, population, alphaOf(round));
    return new AccuracyBound(round, labels, correct, lowerBound, confidence, target);
  }

  /** The error that the bound of a round may have. */
  public double alphaOf(int round) {
    return spending.alphaOf(round, 1 - confidence);
  }
}
