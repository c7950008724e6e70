package io.labelloop.consolidation;

import io.labelloop.annotation.AnnotationTable;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The class probabilities of all items while they are worked on: row {@code i} has the {@code K}
 * probabilities of item {@code i}.
 */
final class Posteriors {
  // one order for all tables: the same tie is broken the same way in every round
  private static final SeededOrder TIE_ORDER = new SeededOrder(0, "consolidation-tie");

  private final AnnotationTable table;
  private final int classes;
  final double[] values;

  private Posteriors(AnnotationTable table) {
    this.table = table;
    this.classes = table.classes();
    this.values = new double[table.items().size() * classes];
  }

  /** Each annotator's vote counts as its weight; where all weights are 0, equally. */
  static Posteriors ofVotes(AnnotationTable table, double[] weights) {
    Posteriors posteriors = new Posteriors(table);
    double[] values = posteriors.values;
    int k = posteriors.classes;
    for (int item = 0; item < table.items().size(); item++) {
      double weighted = 0;
      for (int row = table.start(item); row < table.end(item); row++) {
        weighted += weights[table.annotator(row)];
      }
      for (int row = table.start(item); row < table.end(item); row++) {
        values[item * k + table.label(row)] += weighted > 0 ? weights[table.annotator(row)] : 1;
      }
      double sum = 0;
      for (int c = 0; c < k; c++) {
        sum += values[item * k + c];
      }
      for (int c = 0; c < k; c++) {
        values[item * k + c] /= sum;
      }
    }
    return posteriors;
  }

  /** Each annotator's vote counts the same. */
  static Posteriors ofVotes(AnnotationTable table) {
    double[] equal = new double[table.annotators().size()];
    Arrays.fill(equal, 1);
    return ofVotes(table, equal);
  }

  /**
   * Turns logarithms of joint probabilities into the probabilities of an item.
   *
   * @param logs one per class; used up
   * @return the logarithm of their sum
   */
  double normalize(int item, double[] logs) {
    double max = Double.NEGATIVE_INFINITY;
    for (double log : logs) {
      max = Math.max(max, log);
    }
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      // in doubles, all but the largest may underflow to 0; the largest is 1
      logs[c] = Math.exp(logs[c] - max);
      sum += logs[c];
    }
    for (int c = 0; c < classes; c++) {
      values[item * classes + c] = logs[c] / sum;
    }
    return max + Math.log(sum);
  }

  /**
   * The most probable class of each item. A tie is broken by a hash of the item's id, which favours
   * no class.
   */
  List<ConsolidatedLabel> labels() {
    List<ConsolidatedLabel> labels = new ArrayList<>(table.items().size());
    for (int item = 0; item < table.items().size(); item++) {
      double[] posterior = Arrays.copyOfRange(values, item * classes, (item + 1) * classes);
      ItemId id = table.items().get(item);
      labels.add(
          new ConsolidatedLabel(
              id, mostProbable(id, posterior), posterior, table.end(item) - table.start(item)));
    }
    return labels;
  }

  /**
   * Each annotator's confusion counts: at {@code (annotator * K + answer) * K + truth}, the
   * expected number of items of class {@code truth} for which it gave the answer.
   */
  double[] confusionCounts() {
    double[] counts = new double[table.annotators().size() * classes * classes];
    addConfusionCounts(counts);
    return counts;
  }

  void addConfusionCounts(double[] counts) {
    int k = classes;
    for (int item = 0; item < table.items().size(); item++) {
      int from = item * k;
      for (int row = table.start(item); row < table.end(item); row++) {
        int to = (table.annotator(row) * k + table.label(row)) * k;
        for (int c = 0; c < k; c++) {
          counts[to + c] += values[from + c];
        }
      }
    }
  }

  private static int mostProbable(ItemId id, double[] posterior) {
    double best = Arrays.stream(posterior).max().orElseThrow();
    int[] tied = new int[posterior.length];
    int count = 0;
    for (int c = 0; c < posterior.length; c++) {
      if (posterior[c] > best - ConsolidatedLabel.TIE) {
        tied[count++] = c;
      }
    }
    return count == 1 ? tied[0] : tied[(int) Long.remainderUnsigned(TIE_ORDER.placeOf(id), count)];
  }
}
