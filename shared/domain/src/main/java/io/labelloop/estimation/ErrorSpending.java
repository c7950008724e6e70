package io.labelloop.estimation;

/**
 * How the error that a whole campaign may make is split over its rounds. The shares sum to at most
 * the whole, so that by the union bound the chance that any round's bound is wrong is at most the
 * whole, whatever ends the campaign.
 */
public sealed interface ErrorSpending {
  /**
   * The error that the bound of a round may have.
   *
   * @param round counted from 1
   * @param alpha the error of the whole campaign, in {@code (0, 1)}
   */
  double alphaOf(int round, double alpha);

  /**
   * The share to count with before a campaign starts, when it is not known yet in which round its
   * target will be reached.
   */
  double planningAlpha(double alpha);

  /** Equal shares for a known largest number of rounds. A later round gets nothing. */
  static ErrorSpending evenly(int maxRounds) {
    return new Evenly(maxRounds);
  }

  /** {@code alpha / (t (t + 1))} for round {@code t}: sums to alpha over infinitely many rounds. */
  static ErrorSpending openEnded() {
    return new OpenEnded();
  }

  /**
   * @param maxRounds at least 1
   */
  record Evenly(int maxRounds) implements ErrorSpending {
    public Evenly {
      if (maxRounds < 1) {
        throw new IllegalArgumentException(
            "error is spent over at least 1 round, but got " + maxRounds);
      }
    }

    @Override
    public double alphaOf(int round, double alpha) {
      validate(round, alpha);
      return round <= maxRounds ? alpha / maxRounds : 0;
    }

    @Override
    public double planningAlpha(double alpha) {
      return alphaOf(1, alpha);
    }
  }

  /** See {@link ErrorSpending#openEnded}. */
  record OpenEnded() implements ErrorSpending {
    // campaigns that reach their target mostly do so within this many rounds
    private static final int TYPICAL_ROUND = 10;

    @Override
    public double alphaOf(int round, double alpha) {
      validate(round, alpha);
      return alpha / round / (round + 1.0);
    }

    @Override
    public double planningAlpha(double alpha) {
      return alphaOf(TYPICAL_ROUND, alpha);
    }
  }

  private static void validate(int round, double alpha) {
    if (round < 1) {
      throw new IllegalArgumentException("rounds are counted from 1, but got " + round);
    }
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException("alpha must be in (0, 1), but was " + alpha);
    }
  }
}
