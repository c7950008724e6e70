package io.labelloop.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.estimation.AccuracyBound;
import io.labelloop.estimation.CertificationTest;
import io.labelloop.estimation.ErrorSpending;
import io.labelloop.learning.LogisticRegressionLearner;
import io.labelloop.learning.compare.LabeledItem;
import io.labelloop.model.Classifier;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.LabeledVector;
import io.labelloop.numeric.ArgMax;
import io.labelloop.numeric.Vector;
import io.labelloop.pool.Item;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Campaigns over real sentences and the real predictions of models that learn: the certificate must
 * hardly ever be given to a target that no model reaches.
 *
 * <p>Eight models are trained on 50 to 400 sentences about films (subjective or objective), and
 * predict all others. A campaign draws its certification items from these, and holds one model
 * after another against them. The target is one item above what the best model is right on.
 */
class RealPredictionsGateTest {
  private static final int CAMPAIGNS = 1_000;
  private static final int ROUNDS = 8;
  private static final int STEP = 50;
  private static final int DRAWN = 500;
  private static final int FIVE_PERCENT = CAMPAIGNS / 20;

  // measured: 6 of 1,000, and 600 by the share of right ones; a target .05 below the best model's
  // accuracy is certified in 752
  @Test
  void target_thatNoModelReaches_isCertifiedInAtMostFivePercent() throws IOException {
    boolean[][] right = predictions();
    int best = 0;
    for (boolean[] model : right) {
      best = Math.max(best, count(model));
    }
    int pool = right[0].length;
    CertificationTest test =
        new CertificationTest((best + 1.0) / pool, 0.95, ErrorSpending.evenly(ROUNDS));
    assertThat(campaigns(right, test, AccuracyBound::certified)).isLessThanOrEqualTo(FIVE_PERCENT);
    assertThat(campaigns(right, test, bound -> bound.accuracy() >= test.target()))
        .isGreaterThan(CAMPAIGNS / 4);

    CertificationTest reachable =
        new CertificationTest((double) best / pool - 0.05, 0.95, ErrorSpending.evenly(ROUNDS));
    assertThat(campaigns(right, reachable, AccuracyBound::certified)).isGreaterThan(CAMPAIGNS / 2);
  }

  private static int campaigns(
      boolean[][] right, CertificationTest test, Predicate<AccuracyBound> accepted) {
    int pool = right[0].length;
    int count = 0;
    for (int campaign = 0; campaign < CAMPAIGNS; campaign++) {
      int[] drawn = new SplittableRandom(campaign).ints(0, pool).distinct().limit(DRAWN).toArray();
      for (int round = 1; round <= ROUNDS; round++) {
        int correct = 0;
        for (int item : drawn) {
          correct += right[round - 1][item] ? 1 : 0;
        }
        if (accepted.test(test.evaluateInPool(round, DRAWN, correct, pool))) {
          count++;
          break;
        }
      }
    }
    return count;
  }

  private static int count(boolean[] model) {
    int right = 0;
    for (boolean one : model) {
      right += one ? 1 : 0;
    }
    return right;
  }

  private static Vector vector(FeatureSpace space, Item item) {
    return space.vectorOf(item.content());
  }

  /** For each model, whether it is right on each of the sentences that none was trained on. */
  private static boolean[][] predictions() throws IOException {
    RealData data = RealData.texts("text/subj.jsonl");
    List<LabeledItem> items = new ArrayList<>(data.items());
    Collections.shuffle(items, new Random(7));
    List<LabeledItem> training = items.subList(0, ROUNDS * STEP);
    List<LabeledItem> pool = items.subList(ROUNDS * STEP, items.size());
    var learner = new LogisticRegressionLearner();
    FeatureSpace space = learner.fitFeatures(items.stream().map(LabeledItem::item).toList());
    boolean[][] right = new boolean[ROUNDS][pool.size()];
    for (int round = 1; round <= ROUNDS; round++) {
      Classifier model =
          learner.train(
              space,
              data.classes(),
              training.subList(0, round * STEP).stream()
                  .map(
                      labeled ->
                          new LabeledVector(
                              labeled.item().id(), vector(space, labeled.item()), labeled.label()))
                  .toList(),
              1,
              Instant.EPOCH);
      for (int i = 0; i < pool.size(); i++) {
        double[] row = model.probabilities(vector(space, pool.get(i).item()));
        right[round - 1][i] = ArgMax.of(row) == pool.get(i).label();
      }
    }
    return right;
  }
}
