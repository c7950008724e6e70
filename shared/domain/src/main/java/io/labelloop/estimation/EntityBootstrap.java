package io.labelloop.estimation;

import io.labelloop.sequence.EntityScores;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * An estimate of entity F1 with an interval from resampled sentences.
 *
 * <p>Sentences are drawn with replacement, since entities of one sentence are not independent; the
 * interval is that between the percentiles of {@value #RESAMPLES} resamples. This is an estimate:
 * on few sentences it is too narrow, and it is no certificate.
 *
 * <p>Efron, Tibshirani: An introduction to the bootstrap. 1993, section 13.3.
 *
 * @param f1 of all sentences
 * @param lower the interval's lower end
 * @param upper the interval's upper end
 * @param confidence the share of resamples within the interval
 */
public record EntityBootstrap(double f1, double lower, double upper, double confidence) {
  private static final int RESAMPLES = 1000;

  /**
   * The estimate from what was found in each sentence.
   *
   * @param sentences at least one
   */
  public static EntityBootstrap of(List<EntityScores> sentences, double confidence, long seed) {
    if (sentences.isEmpty()) {
      throw new IllegalArgumentException("an estimate needs at least 1 sentence, but got none");
    }
    var random = new SplittableRandom(seed);
    double[] values = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      EntityScores drawn = EntityScores.NONE;
      for (int j = 0; j < sentences.size(); j++) {
        drawn = drawn.plus(sentences.get(random.nextInt(sentences.size())));
      }
      values[i] = drawn.f1();
    }
    Arrays.sort(values);
    int tail = (int) Math.floor((1 - confidence) / 2 * RESAMPLES);
    double all = sentences.stream().reduce(EntityScores.NONE, EntityScores::plus).f1();
    return new EntityBootstrap(all, values[tail], values[RESAMPLES - 1 - tail], confidence);
  }
}
