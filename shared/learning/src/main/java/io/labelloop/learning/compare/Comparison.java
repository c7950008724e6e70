package io.labelloop.learning.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs contenders side by side: each once per seed, as many runs at a time as there are threads.
 * The result depends on neither the threads nor the order in which runs end.
 */
public final class Comparison {
  private Comparison() {}

  /** Hears how far a comparison is; calls never overlap. */
  @FunctionalInterface
  public interface Progress {
    /** Called after each of the models that have to be trained. */
    void trained(int done, int total);
  }

  /**
   * Runs every contender once per seed.
   *
   * @param contenders at least one; different names within a trainer
   * @param seeds at least one, all different
   * @param threads at least 1
   * @return one curve per contender, in their order, held against the baseline of its trainer where
   *     that is among them
   */
  public static List<LearningCurve> run(
      List<Contender> contenders, List<Long> seeds, int threads, Progress progress) {
    List<String> names =
        contenders.stream().map(one -> one.trainer() + " " + one.name()).distinct().toList();
    if (names.isEmpty() || names.size() < contenders.size()) {
      throw new IllegalArgumentException(
          "a comparison needs at least 1 strategy, and different ones, but got "
              + contenders.stream().map(Contender::name).toList());
    }
    int total = seeds.size() * contenders.stream().mapToInt(one -> one.labels().size()).sum();
    var done = new AtomicInteger();
    Runnable trained =
        () -> {
          synchronized (done) {
            progress.trained(done.incrementAndGet(), total);
          }
        };
    var runs = new ArrayList<Callable<Repetition>>();
    for (Contender contender : contenders) {
      for (long seed : seeds) {
        runs.add(() -> contender.simulation().repeat(seed, trained));
      }
    }
    List<Repetition> results = inParallel(runs, threads);
    var curves = new ArrayList<LearningCurve>();
    for (int i = 0; i < contenders.size(); i++) {
      Contender contender = contenders.get(i);
      curves.add(
          new LearningCurve(
              contender.name(),
              contender.trainer(),
              contender.labels(),
              contender.validation(),
              results.subList(i * seeds.size(), (i + 1) * seeds.size())));
    }
    return curves;
  }

  private static List<Repetition> inParallel(List<Callable<Repetition>> runs, int threads) {
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      var results = new ArrayList<Repetition>();
      try {
        for (Future<Repetition> result : executor.invokeAll(runs)) {
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
