package io.labelloop.quality.certification;

import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.estimation.AccuracyBound;
import io.labelloop.estimation.BoundMethod;
import io.labelloop.estimation.CertificationTest;
import io.labelloop.estimation.ClopperPearson;
import io.labelloop.estimation.ErrorSpending;
import io.labelloop.estimation.TruncatedBetaMixture;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * A certification stream that grows while it is looked at must hardly ever certify a model whose
 * mean accuracy over the parts of the stream is below the target, though what comes next may depend
 * on all that was seen.
 *
 * <p>The model is worse on some parts of the pool than on others. Parts come one after another, and
 * somebody who wants the certificate decides which: an easy part (.96) where the labels so far look
 * good, a hard one where they do not, as far as the mean over all labels stays at .919 at most
 * while the target is .92. The campaign goes on until it is certified or 1,200 labels are there.
 */
class GrowingStreamGateTest {
  private static final int CAMPAIGNS = 1_000;
  private static final double TARGET = 0.92;
  private static final double MEAN = 0.919;
  private static final double EASY = 0.96;
  private static final double HARD = 0.86;
  private static final int FIRST = 200;
  private static final int PART = 25;
  private static final int MOST = 1_200;
  private static final int ROUNDS = 12;
  private static final double REPREDICTED = 0.2;
  private static final int FIVE_PERCENT = CAMPAIGNS / 20;

  /** A stream of labels under the hands of somebody who wants it to be good. */
  private static final class Stream {
    private final SplittableRandom random;
    private final double[] accuracy = new double[MOST];
    private final boolean[] right = new boolean[MOST];
    private int labels;
    private double sum;

    Stream(SplittableRandom random) {
      this.random = random;
      for (int i = 0; i < FIRST; i++) {
        add(MEAN);
      }
    }

    void add(double p) {
      accuracy[labels] = p;
      right[labels] = random.nextDouble() < p;
      sum += p;
      labels++;
    }

    /** The accuracy of the next label: easy ones while they look good and the mean allows it. */
    double wished() {
      boolean looksGood = correct() >= TARGET * labels;
      return looksGood && sum + EASY <= MEAN * (labels + 1)
          ? EASY
          : looksGood ? MEAN : Math.min(MEAN, HARD);
    }

    void repredict() {
      for (int i = 0; i < labels; i++) {
        if (random.nextDouble() < REPREDICTED) {
          right[i] = random.nextDouble() < accuracy[i];
        }
      }
    }

    int correct() {
      int correct = 0;
      for (int i = 0; i < labels; i++) {
        correct += right[i] ? 1 : 0;
      }
      return correct;
    }
  }

  /** What is looked at after a label or a part. */
  private record Look(int correct, int labels) {
    double share() {
      return (double) correct / labels;
    }
  }

  // measured: 9 of 1,000 for one model that is looked at after every label
  @Test
  void stream_lookedAtAfterEveryLabel_isCertifiedFalselyInAtMostFivePercent() {
    TruncatedBetaMixture process = new TruncatedBetaMixture(TARGET);
    assertThat(campaigns(look -> process.certifies(look.correct(), look.labels(), 0.05)))
        .isLessThanOrEqualTo(FIVE_PERCENT);
  }

  // measured: 156 of 1,000: the bound for a fixed number of labels, looked at after every label
  @Test
  void stream_lookedAtAfterEveryLabel_breaksTheBoundForAFixedNumber() {
    assertThat(
            campaigns(
                look -> ClopperPearson.lowerBound(look.correct(), look.labels(), 0.05) >= TARGET))
        .isGreaterThan(2 * FIVE_PERCENT);
  }

  // measured: 579 of 1,000
  @Test
  void stream_lookedAtAfterEveryLabel_wouldBeAcceptedByItsPointEstimate() {
    assertThat(campaigns(look -> look.share() >= TARGET)).isGreaterThan(CAMPAIGNS / 2);
  }

  // measured: 0 of 1,000 for either, and 977 where the truth is .97
  @Test
  void rounds_ofChangingModels_areCertifiedFalselyInAtMostFivePercent() {
    CertificationTest test =
        new CertificationTest(
            TARGET, 0.95, ErrorSpending.evenly(ROUNDS), BoundMethod.TRUNCATED_BETA_MIXTURE);
    assertThat(rounds(test, MEAN, AccuracyBound::certified)).isLessThanOrEqualTo(FIVE_PERCENT);
    // the bound itself, not only at the target: above the truth in as few
    assertThat(rounds(test, MEAN, bound -> bound.lowerBound() > MEAN))
        .isLessThanOrEqualTo(FIVE_PERCENT);
    assertThat(rounds(test, 0.97, AccuracyBound::certified)).isGreaterThan(CAMPAIGNS * 9 / 10);
  }

  // measured: 957 of 1,000
  @Test
  void rounds_ofChangingModels_wouldMostlyBeAcceptedByTheirPointEstimate() {
    CertificationTest test =
        new CertificationTest(
            TARGET, 0.95, ErrorSpending.evenly(ROUNDS), BoundMethod.TRUNCATED_BETA_MIXTURE);
    assertThat(rounds(test, MEAN, bound -> bound.accuracy() >= TARGET))
        .isGreaterThan(CAMPAIGNS / 2);
  }

  private static int campaigns(Predicate<Look> accepted) {
    int count = 0;
    for (int campaign = 0; campaign < CAMPAIGNS; campaign++) {
      count += isEverAccepted(accepted, new SplittableRandom(campaign)) ? 1 : 0;
    }
    return count;
  }

  private static boolean isEverAccepted(Predicate<Look> accepted, SplittableRandom random) {
    var stream = new Stream(random);
    int correct = stream.correct();
    double wished = MEAN;
    while (stream.labels < MOST) {
      if (accepted.test(new Look(correct, stream.labels))) {
        return true;
      }
      if (stream.labels % PART == 0) {
        wished = stream.wished();
      }
      stream.add(stream.sum + wished <= MEAN * (stream.labels + 1) ? wished : HARD);
      correct += stream.right[stream.labels - 1] ? 1 : 0;
    }
    return false;
  }

  private static int rounds(
      CertificationTest test, double mean, Predicate<AccuracyBound> accepted) {
    int count = 0;
    for (int campaign = 0; campaign < CAMPAIGNS; campaign++) {
      count += isEverAcceptedInARound(test, mean, accepted, campaign) ? 1 : 0;
    }
    return count;
  }

  private static boolean isEverAcceptedInARound(
      CertificationTest test, double mean, Predicate<AccuracyBound> accepted, int seed) {
    var stream = new Stream(new SplittableRandom(seed));
    stream.labels = 0;
    stream.sum = 0;
    for (int i = 0; i < FIRST; i++) {
      stream.add(mean);
    }
    for (int round = 1; round <= ROUNDS; round++) {
      if (round > 1) {
        stream.repredict();
        // the pool grows where the last round did not look good enough: by easy parts if it can
        int more = stream.correct() < TARGET * stream.labels ? 3 * PART : PART;
        for (int i = 0; i < more; i++) {
          double easy = Math.min(1, mean + 0.03);
          stream.add(stream.sum + easy <= mean * (stream.labels + 1) ? easy : mean - 0.03);
        }
      }
      if (accepted.test(test.evaluate(round, stream.labels, stream.correct()))) {
        return true;
      }
    }
    return false;
  }
}
