package io.labelloop.quality.certification;

import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.estimation.AccuracyBound;
import io.labelloop.estimation.CertificationTest;
import io.labelloop.estimation.ErrorSpending;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Campaigns whose models are truly just below the target must hardly ever be certified, though all
 * rounds are held against the same certification labels and the campaign may stop at each.
 *
 * <p>A campaign is simulated by its certification items: each is predicted right with the model's
 * true accuracy of .919, where the target is .92. From one round to the next a fifth of the items
 * is predicted anew and the others stay as they were, as models of successive rounds resemble each
 * other.
 */
class FalseCertificationGateTest {
  private static final int CAMPAIGNS = 2_000;
  private static final int ROUNDS = 20;
  private static final int LABELS = 500;
  private static final double TARGET = 0.92;
  private static final double TRUE_ACCURACY = 0.919;
  private static final double REPREDICTED = 0.2;

  // a rule that used up its error exactly would give Bin(2000, .05), 80 to 120 in 19 of 20 runs;
  // ours
  // must stay below its mean, since the union bound leaves room where rounds resemble each other
  private static final int FIVE_PERCENT = CAMPAIGNS / 20;

  // measured: 37 of 2,000 (1.9 %; 1.3 % to 2.6 % at 95 % confidence)
  @Test
  void campaigns_justBelowTheTargetWithARoundCap_areCertifiedInAtMostFivePercent() {
    CertificationTest test = new CertificationTest(TARGET, 0.95, ErrorSpending.evenly(ROUNDS));
    assertThat(campaignsWhere(test, AccuracyBound::certified)).isLessThanOrEqualTo(FIVE_PERCENT);
  }

  // measured: 42 of 2,000 (2.1 %; 1.5 % to 2.8 % at 95 % confidence)
  @Test
  void campaigns_justBelowTheTargetWithoutARoundCap_areCertifiedInAtMostFivePercent() {
    CertificationTest test = new CertificationTest(TARGET, 0.95, ErrorSpending.openEnded());
    assertThat(campaignsWhere(test, AccuracyBound::certified)).isLessThanOrEqualTo(FIVE_PERCENT);
  }

  // measured: 1,964 of 2,000 (98 %): what a stop at the point estimate would promise falsely
  @Test
  void campaigns_justBelowTheTarget_wouldMostlyBeAcceptedByTheirPointEstimate() {
    CertificationTest test = new CertificationTest(TARGET, 0.95, ErrorSpending.evenly(ROUNDS));
    assertThat(campaignsWhere(test, bound -> bound.accuracy() >= TARGET))
        .isGreaterThan(CAMPAIGNS / 2);
  }

  // measured: 501 of 2,000 (25 %): a bound that is right in each round is wrong over all of them
  @Test
  void campaigns_justBelowTheTarget_breakABoundThatIsNotSplitOverTheRounds() {
    CertificationTest eachRound = new CertificationTest(TARGET, 0.95, ErrorSpending.evenly(1));
    assertThat(
            campaignsWhere(
                eachRound, bound -> eachRound.evaluate(1, LABELS, bound.correct()).certified()))
        .isGreaterThan(FIVE_PERCENT);
  }

  // measured: 2,000 of 2,000 at .975: the gate does not pass by certifying nothing
  @Test
  void campaigns_wellAboveTheTarget_areCertified() {
    CertificationTest test = new CertificationTest(TARGET, 0.95, ErrorSpending.evenly(ROUNDS));
    assertThat(campaignsWhere(test, 0.975, AccuracyBound::certified))
        .isGreaterThan(CAMPAIGNS * 9 / 10);
  }

  private static int campaignsWhere(CertificationTest test, Predicate<AccuracyBound> accepted) {
    return campaignsWhere(test, TRUE_ACCURACY, accepted);
  }

  private static int campaignsWhere(
      CertificationTest test, double accuracy, Predicate<AccuracyBound> accepted) {
    int count = 0;
    for (int campaign = 0; campaign < CAMPAIGNS; campaign++) {
      if (isEverAccepted(test, accuracy, accepted, new SplittableRandom(campaign))) {
        count++;
      }
    }
    return count;
  }

  private static boolean isEverAccepted(
      CertificationTest test,
      double accuracy,
      Predicate<AccuracyBound> accepted,
      SplittableRandom random) {
    boolean[] right = new boolean[LABELS];
    for (int round = 1; round <= ROUNDS; round++) {
      int correct = 0;
      for (int item = 0; item < LABELS; item++) {
        if (round == 1 || random.nextDouble() < REPREDICTED) {
          right[item] = random.nextDouble() < accuracy;
        }
        if (right[item]) {
          correct++;
        }
      }
      if (accepted.test(test.evaluate(round, LABELS, correct))) {
        return true;
      }
    }
    return false;
  }
}
