package io.labelloop.quality.autolabel;

import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.autolabel.AuditDesign;
import io.labelloop.autolabel.ConfidenceGrid;
import io.labelloop.autolabel.NestedAudit;
import io.labelloop.pool.ItemId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Automatic labels must keep their precision in all but the stated share of campaigns.
 *
 * <p>A campaign is simulated by its pool: items whose confidence is uniform over (.5, 1), and whose
 * label is right with a probability that falls with the confidence from 1 to .75, so that some
 * tenth lies just below the precision. What counts are the labels that the model gives: those of
 * the certified set without its audited items.
 */
class AutoLabelGateTest {
  private static final int CAMPAIGNS = 1_000;
  private static final int POOL = 5_000;
  private static final double PRECISION = 0.95;
  private static final double ALPHA = 0.05;
  private static final int FIVE_PERCENT = CAMPAIGNS / 20;

  /** A pool in a random order. */
  @SuppressWarnings("ArrayRecordComponent") // drawn and read within one test
  private record Pool(double[] confidence, boolean[] wrong) {
    static Pool drawn(SplittableRandom random, double slope, double floor) {
      double[] confidence = random.doubles(POOL, 0.5, 1).toArray();
      boolean[] wrong = new boolean[POOL];
      for (int i = 0; i < POOL; i++) {
        wrong[i] = random.nextDouble() < floor + slope * (1 - confidence[i]);
      }
      return new Pool(confidence, wrong);
    }
  }

  /** What a campaign handed back. */
  private record Result(int labels, int mistakes, int audited) {
    boolean breaksItsPromise() {
      return mistakes > (1 - PRECISION) * labels + 1e-9;
    }
  }

  private static Result audited(Pool pool, double alpha) {
    ConfidenceGrid grid = ConfidenceGrid.of(pool.confidence());
    int[] rings = new int[grid.sets()];
    Arrays.stream(pool.confidence()).forEach(confidence -> rings[grid.ringOf(confidence)]++);
    List<NestedAudit.Candidate> candidates =
        IntStream.range(0, POOL)
            .mapToObj(
                i ->
                    new NestedAudit.Candidate(
                        new ItemId("" + i), grid.ringOf(pool.confidence()[i])))
            .toList();
    var audit = new NestedAudit(AuditDesign.of(PRECISION, alpha, rings).orElseThrow(), candidates);
    Map<ItemId, Boolean> answers = new HashMap<>();
    while (true) {
      switch (audit.state(answers)) {
        case NestedAudit.State.Ask ask ->
            ask.items().forEach(id -> answers.put(id, pool.wrong()[Integer.parseInt(id.value())]));
        case NestedAudit.State.Done done -> {
          int last = done.certifiedSet().orElse(-1);
          int[] labeled =
              IntStream.range(0, POOL)
                  .filter(i -> candidates.get(i).ring() <= last)
                  .filter(i -> !answers.containsKey(candidates.get(i).id()))
                  .toArray();
          return new Result(labeled.length, mistakes(pool, labeled), answers.size());
        }
      }
    }
  }

  /**
   * The usual rule: of 300 labeled items, the lowest threshold at which they have the precision.
   */
  private static Result empirical(Pool pool) {
    int validation = 300;
    int[] falling =
        IntStream.range(0, validation)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -pool.confidence()[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double threshold = 2;
    int wrong = 0;
    for (int i = 0; i < validation; i++) {
      wrong += pool.wrong()[falling[i]] ? 1 : 0;
      if (wrong <= (1 - PRECISION) * (i + 1)) {
        threshold = pool.confidence()[falling[i]];
      }
    }
    double lowest = threshold;
    int[] labeled =
        IntStream.range(validation, POOL).filter(i -> pool.confidence()[i] >= lowest).toArray();
    return new Result(labeled.length, mistakes(pool, labeled), validation);
  }

  private static int mistakes(Pool pool, int[] items) {
    return (int) Arrays.stream(items).filter(i -> pool.wrong()[i]).count();
  }

  // measured: 2 of 1,000 (.2 %), with 546 automatic labels a campaign; a rule that used its error
  // up
  // exactly would break 50
  @Test
  void audits_ofModelsThatErrMoreTheLessSureTheyAre_breakTheirPromiseInAtMostFivePercent() {
    int broken = 0;
    long labels = 0;
    for (int seed = 0; seed < CAMPAIGNS; seed++) {
      Result result = audited(Pool.drawn(new SplittableRandom(seed), 0.3, 0), ALPHA);
      broken += result.breaksItsPromise() ? 1 : 0;
      labels += result.labels();
    }
    assertThat(broken).isLessThanOrEqualTo(FIVE_PERCENT);
    // certifying nothing would keep every promise: the oracle labels two thirds
    assertThat(labels / CAMPAIGNS).isGreaterThan(POOL / 20);
  }

  // measured: none of 1,000: a precision of .948 everywhere, so that every certificate is wrong
  @Test
  void audits_ofModelsThatAreJustTooBadEverywhere_breakTheirPromiseInAtMostFivePercent() {
    int broken = 0;
    for (int seed = 0; seed < CAMPAIGNS; seed++) {
      broken +=
          audited(Pool.drawn(new SplittableRandom(seed), 0, 0.052), ALPHA).breaksItsPromise()
              ? 1
              : 0;
    }
    assertThat(broken).isLessThanOrEqualTo(FIVE_PERCENT);
  }

  // measured: 1 of 1,000, with classes whose precision is .949, each at a quarter of the error
  @Test
  void audits_ofFourClasses_breakAnyOfTheirPromisesInAtMostFivePercent() {
    int broken = 0;
    for (int seed = 0; seed < CAMPAIGNS; seed++) {
      var random = new SplittableRandom(seed);
      boolean any = false;
      for (int label = 0; label < 4; label++) {
        Result result = audited(Pool.drawn(random, 0, 0.051), ALPHA / 4);
        any |= result.breaksItsPromise();
      }
      broken += any ? 1 : 0;
    }
    assertThat(broken).isLessThanOrEqualTo(FIVE_PERCENT);
  }

  // measured: 607 of 1,000 (61 %)
  @Test
  void usualThreshold_ofTheSameModels_breaksItsPromiseInAboutHalf() {
    int broken = 0;
    for (int seed = 0; seed < CAMPAIGNS; seed++) {
      broken +=
          empirical(Pool.drawn(new SplittableRandom(seed), 0.3, 0)).breaksItsPromise() ? 1 : 0;
    }
    assertThat(broken).isGreaterThan(CAMPAIGNS / 3);
  }
}
