package io.labelloop.local;

import io.labelloop.model.Classifier;
import io.labelloop.numeric.ArgMax;
import io.labelloop.pool.Item;
import io.labelloop.pool.PoolLine;
import io.labelloop.pool.PoolReader;
import io.labelloop.pool.RejectedLine;
import io.labelloop.pool.Sample;
import io.labelloop.pool.ScannedLine;
import io.labelloop.pool.Shard;
import io.labelloop.query.ByteScores;
import io.labelloop.query.MarginSampling;
import io.labelloop.workflow.document.ShardIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Scores one shard after another, for one thread, and keeps the best items of all.
 *
 * <p>Items are scored by their bytes; only those that may be among the best are read and scored
 * exactly, so what is kept does not depend on the compiled scorer's last digits.
 */
final class ShardScorer {
  private static final MarginSampling MARGIN = new MarginSampling();

  private final StoredModel stored;
  private final Sample<PoolScoring.Best> best;
  private final Optional<ByteScores> byBytes;
  private final Optional<PredictionLines> predictions;

  /** What a shard had. */
  @SuppressWarnings("ArrayRecordComponent") // written once to a file, and read by nobody else
  record Scored(
      long lines, long items, long rejected, List<RejectedLine> rejects, byte[] predictions) {
    Scored {
      rejects = List.copyOf(rejects);
    }
  }

  ShardScorer(StoredModel stored, Sample<PoolScoring.Best> best, boolean writesPredictions) {
    this.stored = stored;
    this.best = best;
    Classifier model = stored.model();
    this.byBytes =
        model.compile().map(compiled -> new ByteScores(compiled, MARGIN, model.classes().size()));
    this.predictions =
        writesPredictions ? Optional.of(new PredictionLines(model.classes())) : Optional.empty();
  }

  /** The best items of all shards so far. */
  List<PoolScoring.Best> best() {
    return best.toList();
  }

  Scored score(LabeledPool pool, Shard shard) {
    var counting = new Counting();
    long lines =
        pool.read(shard, byBytes.isPresent() ? counting : PoolReader.Screen.NONE, counting::take);
    return new Scored(
        lines,
        counting.items,
        counting.rejected,
        counting.rejects,
        predictions.map(PredictionLines::take).orElse(new byte[0]));
  }

  /** The lines of one shard. */
  private final class Counting implements PoolReader.Screen {
    private final List<RejectedLine> rejects = new ArrayList<>();
    private long items;
    private long rejected;
    // the screen has counted the item that comes next
    private boolean counted;

    @Override
    public boolean wants(ScannedLine line) {
      ByteScores scores = byBytes.orElseThrow();
      double score = scores.score(line);
      items++;
      predictions.ifPresent(written -> written.add(line, scores.probabilities()));
      counted =
          best.capacity() > 0
              && best.limit()
                  .map(last -> score + ByteScores.TOLERANCE >= last.score())
                  .orElse(true);
      return counted;
    }

    void take(PoolLine line) {
      switch (line) {
        case PoolLine.Accepted accepted -> {
          Item item = accepted.item();
          double[] row = stored.model().probabilities(stored.features().vectorOf(item.content()));
          if (!counted) {
            items++;
            predictions.ifPresent(written -> written.add(item.id(), row));
          }
          int label = ArgMax.of(row);
          best.add(
              new PoolScoring.Best(
                  item.id(),
                  MARGIN.scoreOf(row),
                  stored.model().classes().name(label),
                  row[label]));
        }
        case PoolLine.Rejected bad -> {
          rejected++;
          if (rejects.size() < ShardIndex.MAX_REJECTS) {
            rejects.add(bad.line());
          }
        }
      }
      counted = false;
    }
  }
}
