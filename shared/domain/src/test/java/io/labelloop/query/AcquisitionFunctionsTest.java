package io.labelloop.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.labelloop.numeric.DenseVector;
import io.labelloop.numeric.Vector;
import io.labelloop.pool.ItemId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AcquisitionFunctionsTest {
  private static final Vector ORIGIN = DenseVector.of(0, 0);

  private static Candidate candidate(Vector features, double[] p, double[]... members) {
    return new Candidate(new Prediction(new ItemId("i"), p, List.of(members)), features);
  }

  private static double[] p(double... probabilities) {
    return probabilities;
  }

  @Test
  void ratio_ofHandComputedPredictions_isSecondOverFirst() {
    assertThat(new RatioSampling().score(candidate(ORIGIN, p(.5, .3, .2)))).isEqualTo(.3 / .5);
    assertThat(new RatioSampling().score(candidate(ORIGIN, p(.5, .5)))).isEqualTo(1);
    assertThat(new RatioSampling().score(candidate(ORIGIN, p(1, 0)))).isZero();
  }

  @Test
  void uncertainties_ofTwoClasses_rankAlike() {
    var random = new Random(1);
    for (int i = 0; i < 1_000; i++) {
      double a = random.nextDouble();
      double b = random.nextDouble();
      Candidate left = candidate(ORIGIN, p(a, 1 - a));
      Candidate right = candidate(ORIGIN, p(b, 1 - b));
      int expected = Double.compare(Math.abs(b - .5), Math.abs(a - .5));
      for (AcquisitionFunction measure :
          List.of(
              new MarginSampling(),
              new LeastConfidence(),
              new RatioSampling(),
              new EntropySampling(),
              new ExpectedGradientLength())) {
        assertThat(Double.compare(measure.score(left), measure.score(right)))
            .as("%s and %s by %s", a, b, measure.getClass().getSimpleName())
            .isEqualTo(expected);
      }
    }
  }

  // votes 2 of class 0, 1 of class 1, none of class 2: -(2/3 ln 2/3 + 1/3 ln 1/3) = 0.636514
  @Test
  void voteEntropy_ofThreeVotes_isTheirEntropyOverItsLargestValue() {
    Candidate split = candidate(ORIGIN, p(.4, .3, .3), p(.6, .2, .2), p(.5, .3, .2), p(.1, .8, .1));
    Candidate even = candidate(ORIGIN, p(.4, .3, .3), p(1, 0, 0), p(0, 1, 0), p(0, 0, 1));
    Candidate agreed = candidate(ORIGIN, p(.4, .3, .3), p(.6, .2, .2), p(.5, .3, .2));

    assertThat(new VoteEntropy().score(split)).isCloseTo(.6365141683 / Math.log(3), within(1e-9));
    assertThat(new VoteEntropy().score(even)).isCloseTo(1, within(1e-12));
    assertThat(new VoteEntropy().score(agreed)).isZero();
  }

  // mean (.5, .5): each member diverges by .9 ln 1.8 + .1 ln .2 = 0.368064 nats
  @Test
  void klToMean_ofTwoOpposedMembers_isTheirJensenShannonDivergence() {
    Candidate opposed = candidate(ORIGIN, p(.5, .5), p(.9, .1), p(.1, .9));

    assertThat(new KlToMean().score(opposed)).isCloseTo(.3680642072, within(1e-9));
    assertThat(new KlToMean().score(candidate(ORIGIN, p(.5, .5), p(.5, .5), p(.5, .5)))).isZero();
    // a member that is certain: 0 ln 0 counts as 0
    assertThat(new KlToMean().score(candidate(ORIGIN, p(.5, .5), p(1, 0), p(0, 1))))
        .isCloseTo(Math.log(2), within(1e-12));
  }

  @Test
  void klToMean_ofRandomCommittees_isEntropyOfTheMeanLessMeanEntropy() {
    var random = new Random(2);
    for (int i = 0; i < 200; i++) {
      double[][] members = new double[4][3];
      double[] mean = new double[3];
      double entropies = 0;
      for (double[] member : members) {
        double sum = 0;
        for (int k = 0; k < 3; k++) {
          member[k] = random.nextDouble();
          sum += member[k];
        }
        for (int k = 0; k < 3; k++) {
          member[k] /= sum;
          mean[k] += member[k] / 4;
          entropies -= member[k] * Math.log(member[k]) / 4;
        }
      }
      double entropy = 0;
      for (double value : mean) {
        entropy -= value * Math.log(value);
      }
      assertThat(new KlToMean().score(candidate(ORIGIN, mean, members)))
          .isCloseTo(entropy - entropies, within(1e-12));
    }
  }

  @Test
  void versionSpaceSplit_ofVotes_isLargestAtAnEvenSplit() {
    Candidate even = candidate(ORIGIN, p(.5, .5), p(1, 0), p(0, 1));
    Candidate threeToOne = candidate(ORIGIN, p(.5, .5), p(1, 0), p(1, 0), p(1, 0), p(0, 1));

    assertThat(new VersionSpaceSplit().score(even)).isCloseTo(1, within(1e-12));
    // 1 - (9/16 + 1/16) = 3/8, over 1/2
    assertThat(new VersionSpaceSplit().score(threeToOne)).isCloseTo(.75, within(1e-12));
    assertThat(new VersionSpaceSplit().score(candidate(ORIGIN, p(.5, .5), p(1, 0)))).isZero();
  }

  // p = (.7, .3), |x'| = sqrt(1 + 9 + 16): for either label |p - e_y| = sqrt(.09 + .09) or
  // sqrt(.49 + .49), in expectation sqrt(2) 2 p (1 - p)
  @Test
  void expectedGradientLength_ofTwoClasses_isTwoPOneMinusPTimesTheLengths() {
    Candidate x = candidate(DenseVector.of(3, 4), p(.7, .3));

    assertThat(new ExpectedGradientLength().score(x))
        .isCloseTo(Math.sqrt(26) * Math.sqrt(2) * 2 * .7 * .3, within(1e-12));
    assertThat(new MaximumModelChange().score(x))
        .isCloseTo(Math.sqrt(26) * Math.sqrt(2) * .7, within(1e-12));
    assertThat(new ExpectedGradientLength().score(candidate(ORIGIN, p(1, 0)))).isZero();
  }

  @Test
  void expectedModelChange_ofACommitteeThatAgreesWithTheModel_isTheExpectedGradientLength() {
    Candidate agreed = candidate(DenseVector.of(1, 2), p(.6, .4), p(.6, .4), p(.6, .4));
    Candidate surprised = candidate(DenseVector.of(1, 2), p(.6, .4), p(.1, .9), p(.1, .9));

    assertThat(new ExpectedModelChange().score(agreed))
        .isCloseTo(new ExpectedGradientLength().score(agreed), within(1e-12));
    assertThat(new ExpectedModelChange().score(surprised))
        .isGreaterThan(new ExpectedModelChange().score(agreed));
  }

  @Test
  void informationDensity_ofEquallyUnsureItems_prefersTheOneAmongOthers() {
    Vector middle =
        InformationDensity.meanDirection(
            List.of(DenseVector.of(2, 0), DenseVector.of(3, 0), DenseVector.of(0, 1)), 2);
    var density = new InformationDensity(middle, 1);

    // the mean cosine with the three: (1 + 1 + 0) / 3 and (0 + 0 + 1) / 3
    assertThat(density.score(candidate(DenseVector.of(5, 0), p(.5, .5))))
        .isCloseTo(2.0 / 3, within(1e-12));
    assertThat(density.score(candidate(DenseVector.of(0, 7), p(.5, .5))))
        .isCloseTo(1.0 / 3, within(1e-12));
    assertThat(density.score(candidate(ORIGIN, p(.5, .5)))).isZero();
    assertThat(density.score(candidate(DenseVector.of(-1, 0), p(.5, .5)))).isZero();
  }
}
