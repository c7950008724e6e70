package io.labelloop.learning.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * One run of a strategy.
 *
 * @param accuracies one per round
 * @param seconds that it took
 */
@SuppressWarnings("ArrayRecordComponent") // read once, within this package
record Repetition(double[] accuracies, double seconds) {
  /** The curve of a strategy's repetitions, at so many labels each round. */
  static LearningCurve curve(String name, int[] labels, List<Repetition> repetitions) {
    var points = new ArrayList<LearningCurve.Point>();
    for (int round = 0; round < labels.length; round++) {
      int at = round;
      Spread spread =
          Spread.of(repetitions.stream().mapToDouble(run -> run.accuracies()[at]).toArray());
      points.add(new LearningCurve.Point(labels[round], spread.mean(), spread.sd()));
    }
    Spread aulc =
        Spread.of(
            repetitions.stream()
                .mapToDouble(run -> LearningCurve.trapezoidalMean(run.accuracies()))
                .toArray());
    double seconds = repetitions.stream().mapToDouble(Repetition::seconds).sum();
    return new LearningCurve(name, aulc, points, OptionalDouble.empty(), seconds);
  }

  /** Runs all, as many at a time as there are threads; the results in their order. */
  static List<Repetition> inParallel(List<Callable<Repetition>> repetitions, int threads) {
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      var results = new ArrayList<Repetition>();
      try {
        for (Future<Repetition> result : executor.invokeAll(repetitions)) {
          results.add(result.get());
        }
      } catch (ExecutionException e) {
        throw new IllegalStateException("a repetition failed: " + e.getMessage(), e);
      } catch (InterruptedException e) {
        executor.shutdownNow();
        Thread.currentThread().interrupt();
        throw new IllegalStateException("the comparison was interrupted", e);
      }
      return results;
    }
  }
}
