package io.labelloop.benchmarks;

import io.labelloop.numeric.DenseVector;
import io.labelloop.numeric.SparseVector;
import io.labelloop.numeric.Vector;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import io.labelloop.query.Badge;
import io.labelloop.query.Candidate;
import io.labelloop.query.KCenterGreedy;
import io.labelloop.query.MarginCluster;
import io.labelloop.query.PoolView;
import io.labelloop.query.Prediction;
import io.labelloop.query.QueryStrategy;
import io.labelloop.query.Selection;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Times how strategies choose a batch of 100 among items that are scored already: 20 classes, texts
 * of 60 of 20,000 words or 64 numbers. {@code SelectionBenchmark STRATEGY ITEMS sparse|dense RUNS}
 * prints seconds of a core and the heap that is in use afterwards.
 */
public final class SelectionBenchmark {
  private static final int BATCH = 100;
  private static final int CLASSES = 20;

  private SelectionBenchmark() {}

  public static void main(String[] args) {
    QueryStrategy strategy =
        switch (args[0]) {
          case "margin-cluster" -> new MarginCluster();
          case "k-center" -> new KCenterGreedy();
          case "badge" -> new Badge();
          default -> throw new IllegalArgumentException("unknown strategy '" + args[0] + "'");
        };
    int items = Integer.parseInt(args[1]);
    Selection selection = selection(items, args[2].equals("dense"));
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (int run = 0; run < Integer.parseInt(args[3]); run++) {
      long start = threads.getCurrentThreadCpuTime();
      int chosen = strategy.select(selection).size();
      double seconds = (threads.getCurrentThreadCpuTime() - start) / 1e9;
      System.out.printf(
          Locale.ROOT, "%s,%s,%d,%d,%d,%.3f%n", args[0], args[2], items, run, chosen, seconds);
    }
  }

  private static Selection selection(int items, boolean dense) {
    var random = new SplittableRandom(1);
    List<Vector> vectors = new ArrayList<>();
    // margin-cluster looks at the vectors of few: a million different ones would measure the heap
    int different = Math.min(items, 100_000);
    for (int i = 0; i < different; i++) {
      vectors.add(dense ? numbers(random) : text(random));
    }
    var candidates = new ArrayList<Candidate>(items);
    for (int i = 0; i < items; i++) {
      candidates.add(
          new Candidate(
              new Prediction(new ItemId("d" + i), probabilities(random)),
              vectors.get(i % different)));
    }
    PoolView view = new PoolView(List::of, () -> items, () -> vectors.getFirst());
    return new Selection(candidates, BATCH, view, new SeededOrder(1, "ties"));
  }

  private static double[] probabilities(SplittableRandom random) {
    double[] row = new double[CLASSES];
    double sum = 0;
    for (int k = 0; k < CLASSES; k++) {
      row[k] = Math.exp(4 * random.nextDouble());
      sum += row[k];
    }
    for (int k = 0; k < CLASSES; k++) {
      row[k] /= sum;
    }
    return row;
  }

  private static Vector numbers(SplittableRandom random) {
    return DenseVector.of(random.doubles(64, -1, 1).toArray());
  }

  private static Vector text(SplittableRandom random) {
    int[] words =
        random
            .ints(60, 0, 20_000)
            .map(w -> (int) ((long) w * w / 20_000))
            .distinct()
            .sorted()
            .toArray();
    double[] values = new double[words.length];
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = 1 + random.nextDouble();
      squares += values[i] * values[i];
    }
    for (int i = 0; i < values.length; i++) {
      values[i] /= Math.sqrt(squares);
    }
    return SparseVector.of(20_000, words, values);
  }
}
