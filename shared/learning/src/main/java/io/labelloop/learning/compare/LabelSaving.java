package io.labelloop.learning.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How many times as many labels random sampling needs for its own last accuracy.
 *
 * <p>Labels are interpolated on the mean curves over the seeds. The interval is that of the
 * percentile bootstrap: seeds are drawn with replacement {@value #RESAMPLES} times, the same ones
 * for both curves, since a seed stands for the same chance in both; a resample in which the
 * strategy never gets there counts as 0.
 *
 * <p>Efron, Tibshirani: An Introduction to the Bootstrap. 1993, chapter 13.
 *
 * @param factor above 1 where the strategy saves labels; absent if its mean curve never reaches
 *     that accuracy
 * @param interval of {@value #CONFIDENCE} confidence; absent for a single seed
 */
public record LabelSaving(OptionalDouble factor, Optional<Interval> interval) {
  /** The confidence of the interval. */
  public static final double CONFIDENCE = 0.95;

  private static final int RESAMPLES = 2_000;

  /** Two ends, {@code low <= high}; a low end of 0 says that it may never get there. */
  public record Interval(double low, double high) {}

  /** Holds a curve against random sampling's, with the same seeds in the same order. */
  public static LabelSaving of(LearningCurve baseline, LearningCurve curve) {
    int seeds = baseline.repetitions().size();
    int[] all = IntStream.range(0, seeds).toArray();
    OptionalDouble factor = factor(baseline.points(all), curve.points(all));
    if (seeds == 1) {
      return new LabelSaving(factor, Optional.empty());
    }
    // a fixed seed: the same measurements have the same interval
    var random = new SplittableRandom(0);
    double[] factors = new double[RESAMPLES];
    int[] drawn = new int[seeds];
    for (int i = 0; i < RESAMPLES; i++) {
      Arrays.setAll(drawn, draw -> random.nextInt(seeds));
      factors[i] = factor(baseline.points(drawn), curve.points(drawn)).orElse(0);
    }
    Arrays.sort(factors);
    int tail = (int) Math.round((1 - CONFIDENCE) / 2 * RESAMPLES);
    return new LabelSaving(
        factor, Optional.of(new Interval(factors[tail], factors[RESAMPLES - 1 - tail])));
  }

  private static OptionalDouble factor(
      List<LearningCurve.Point> baseline, List<LearningCurve.Point> own) {
    double target = baseline.getLast().accuracy();
    // the baseline's last accuracy is one of its own points, so it is always reached
    double needed = LearningCurve.labelsFor(target, baseline).orElseThrow();
    OptionalDouble labels = LearningCurve.labelsFor(target, own);
    return labels.isPresent() ? OptionalDouble.of(needed / labels.getAsDouble()) : labels;
  }
}
