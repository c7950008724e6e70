package io.labelloop.local;

import io.labelloop.pool.ItemId;
import io.labelloop.pool.RejectedLine;
import io.labelloop.pool.Sample;
import io.labelloop.pool.SeededOrder;
import io.labelloop.pool.Shard;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Scores a pool with a stored model: bytes in, the best candidates out. Shards are scored by
 * several threads; the result is the same for any number of them. Memory is bounded by the
 * candidates, a buffer for each thread, and, where predictions are written, those of some shards.
 */
public final class PoolScoring {
  /** How many shards' predictions may wait for their turn, for each thread. */
  private static final int AHEAD = 2;

  private static final Comparator<Best> ORDER =
      Comparator.comparingDouble(Best::score)
          .reversed()
          .thenComparing(Best::id, new SeededOrder(0, "score"));

  private final StoredModel stored;
  private final LabeledPool pool;
  private final int top;
  private final Optional<OutputStream> predictions;

  /**
   * An item that people should be asked about.
   *
   * @param score of margin sampling, in [0, 1]
   * @param label the most probable class
   * @param confidence its probability
   */
  public record Best(ItemId id, double score, String label, double confidence) {}

  /**
   * What became of a pool.
   *
   * @param bytes of its files
   * @param best the best first
   * @param rejects the first rejected lines of each shard, with their numbers in the file
   */
  public record Result(
      long items, long rejected, long bytes, List<Best> best, List<RejectedLine> rejects) {
    public Result {
      best = List.copyOf(best);
      rejects = List.copyOf(rejects);
    }
  }

  /**
   * @param pool a file or a folder with the columns of the model's campaign
   * @param top how many of the best candidates are wanted, at least 0
   * @param predictions receives a line of JSON for every item, in the pool's order
   */
  public PoolScoring(StoredModel stored, Path pool, int top, Optional<OutputStream> predictions) {
    this.stored = stored;
    this.pool = LabeledPool.at(pool, stored.pool());
    this.top = top;
    this.predictions = predictions;
  }

  /** Scores the pool with a number of threads, at least 1. */
  public Result run(int threads) throws IOException {
    BlockingQueue<ShardScorer> idle = new ArrayBlockingQueue<>(threads);
    for (int thread = 0; thread < threads; thread++) {
      idle.add(new ShardScorer(stored, sample(), predictions.isPresent()));
    }
    var sum = new Sum();
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      var running = new ArrayDeque<Map.Entry<Shard, Future<ShardScorer.Scored>>>();
      for (Shard shard : pool.shards()) {
        running.add(Map.entry(shard, executor.submit(() -> scored(shard, idle))));
        if (running.size() > AHEAD * threads) {
          sum.add(running.remove());
        }
      }
      while (!running.isEmpty()) {
        sum.add(running.remove());
      }
    } finally {
      executor.shutdownNow();
    }
    Sample<Best> best = sample();
    idle.forEach(scorer -> scorer.best().forEach(best::add));
    return new Result(sum.items, sum.rejected, pool.bytes(), best.toList(), sum.rejects);
  }

  private Sample<Best> sample() {
    return new Sample<>(top, ORDER, Best::id, item -> 0);
  }

  private ShardScorer.Scored scored(Shard shard, BlockingQueue<ShardScorer> idle)
      throws InterruptedException {
    ShardScorer scorer = idle.take();
    try {
      return scorer.score(pool, shard);
    } finally {
      idle.add(scorer);
    }
  }

  /** What the shards had, added up in their order. */
  private final class Sum {
    private final List<RejectedLine> rejects = new ArrayList<>();
    private final Map<String, Long> linesBefore = new HashMap<>();
    private long items;
    private long rejected;

    void add(Map.Entry<Shard, Future<ShardScorer.Scored>> shard) throws IOException {
      ShardScorer.Scored scored = result(shard.getValue());
      long before = linesBefore.getOrDefault(shard.getKey().key(), 0L);
      scored.rejects().forEach(line -> rejects.add(line.offsetBy(before)));
      linesBefore.merge(shard.getKey().key(), scored.lines(), Long::sum);
      items += scored.items();
      rejected += scored.rejected();
      if (predictions.isPresent()) {
        predictions.get().write(scored.predictions());
      }
    }

    private static ShardScorer.Scored result(Future<ShardScorer.Scored> future) {
      try {
        return future.get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException failure) {
          throw failure;
        }
        throw new IllegalStateException("a shard could not be scored", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("scoring was interrupted", e);
      }
    }
  }
}
