package io.labelloop.learning;

import io.labelloop.model.CompiledScorer;
import io.labelloop.pool.ScannedLine;
import java.util.Arrays;

/**
 * A linear softmax model over TF-IDF of words, compiled: a word costs a look into a table and a row
 * of weights that are multiplied by its inverse frequency already.
 *
 * <p>The score of a class is {@code sum of tf * idf * weight / length + intercept}, summed word by
 * word as they come; {@code length} is the root of {@code sum of (tf * idf)^2}, where the {@code
 * t}-th occurrence of a word adds {@code (2t - 1) idf^2}. Weights are exact doubles; the order of
 * the sums differs from {@link LogisticClassifier}'s, so probabilities agree to about 1e-13.
 */
final class CompiledText implements CompiledScorer {
  private static final int NO_ROW = -1;

  private final boolean pairs;
  private final HashIndex index;
  private final double[] squares;
  private final int[] rowOf;
  private final double[] rows;
  private final double[] intercepts;

  /**
   * @param features ascending indices of the words that weigh something
   * @param weights feature by feature, one number per class
   */
  CompiledText(TfIdf space, int[] features, double[] weights, double[] intercepts) {
    this.pairs = space.pairs();
    this.index = space.index();
    double[] idf = space.inverseFrequencies();
    this.squares = Arrays.stream(idf).map(value -> value * value).toArray();
    this.rowOf = new int[idf.length];
    Arrays.fill(rowOf, NO_ROW);
    int classes = intercepts.length;
    this.rows = new double[features.length * classes];
    for (int f = 0; f < features.length && idf.length > 0; f++) {
      rowOf[features[f]] = f * classes;
      for (int k = f * classes; k < (f + 1) * classes; k++) {
        rows[k] = weights[k] * idf[features[f]];
      }
    }
    this.intercepts = intercepts;
  }

  @Override
  public Scorer scorer() {
    return new TextScorer();
  }

  private final class TextScorer implements Scorer {
    private final WordHashes words = new WordHashes(pairs);
    private final int[] times = new int[squares.length];
    private int[] known = new int[256];
    private int[] weighing = new int[256];

    @Override
    public void probabilities(ScannedLine line, double[] row) {
      if (line.isAscii()) {
        words.read(line.textBytes(), line.textFrom(), line.textTo());
      } else {
        words.read(line.text());
      }
      if (known.length < words.size()) {
        known = new int[2 * words.size()];
        weighing = new int[2 * words.size()];
      }
      int knowns = find();
      double squared = 0;
      int weighings = 0;
      for (int i = 0; i < knowns; i++) {
        int word = known[i];
        int time = ++times[word];
        squared += (2 * time - 1) * squares[word];
        weighing[weighings] = rowOf[word];
        weighings += rowOf[word] == NO_ROW ? 0 : 1;
      }
      for (int i = 0; i < knowns; i++) {
        times[known[i]] = 0;
      }
      add(weighings, row);
      double scale = squared > 0 ? 1 / Math.sqrt(squared) : 0;
      for (int k = 0; k < row.length; k++) {
        row[k] = row[k] * scale + intercepts[k];
      }
      Softmax.toNearProbabilities(row);
    }

    private int find() {
      long[] hashes = words.hashes();
      int knowns = 0;
      for (int i = 0; i < words.size(); i++) {
        int word = index.placeOf(hashes[i]);
        if (word != HashIndex.NONE) {
          known[knowns++] = word;
        }
      }
      return knowns;
    }

    /* A block of classes at a time, over all rows: the sums of a block stay in registers, and the
     * rows of a text fit the first cache, so going over them again costs less than loading and
     * storing a sum for each row does. */
    private void add(int count, double[] sums) {
      int k = 0;
      for (; k + 8 <= sums.length; k += 8) {
        addEight(count, sums, k);
      }
      for (; k + 4 <= sums.length; k += 4) {
        addFour(count, sums, k);
      }
      for (; k < sums.length; k++) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
          sum += rows[weighing[i] + k];
        }
        sums[k] = sum;
      }
    }

    private void addEight(int count, double[] sums, int k) {
      double[] all = rows;
      int[] starts = weighing;
      double s0 = 0;
      double s1 = 0;
      double s2 = 0;
      double s3 = 0;
      double s4 = 0;
      double s5 = 0;
      double s6 = 0;
      double s7 = 0;
      for (int i = 0; i < count; i++) {
        int at = starts[i] + k;
        s0 += all[at];
        s1 += all[at + 1];
        s2 += all[at + 2];
        s3 += all[at + 3];
        s4 += all[at + 4];
        s5 += all[at + 5];
        s6 += all[at + 6];
        s7 += all[at + 7];
      }
      sums[k] = s0;
      sums[k + 1] = s1;
      sums[k + 2] = s2;
      sums[k + 3] = s3;
      sums[k + 4] = s4;
      sums[k + 5] = s5;
      sums[k + 6] = s6;
      sums[k + 7] = s7;
    }

    private void addFour(int count, double[] sums, int k) {
      double[] all = rows;
      int[] starts = weighing;
      double s0 = 0;
      double s1 = 0;
      double s2 = 0;
      double s3 = 0;
      for (int i = 0; i < count; i++) {
        int at = starts[i] + k;
        s0 += all[at];
        s1 += all[at + 1];
        s2 += all[at + 2];
        s3 += all[at + 3];
      }
      sums[k] = s0;
      sums[k + 1] = s1;
      sums[k + 2] = s2;
      sums[k + 3] = s3;
    }
  }
}
