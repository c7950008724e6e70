package io.labelloop.consolidation;

import io.labelloop.annotation.AnnotationTable;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The class probabilities of all items while they are worked on: row {@code i} has the {@code K}
 * probabilities of item {@code i}. A gold item's stay 1 on its class.
 */
final class Posteriors {
  // one order for all tables: the same tie is broken the same way in every round
  private static final SeededOrder TIE_ORDER = new SeededOrder(0, "consolidation-tie");

  // exp of anything lower is 0 in doubles: leaving the call out changes nothing
  private static final double UNDERFLOW = -745.2;

  private final AnnotationTable table;
  private final int classes;
  private final int[] gold;
  final double[] values;

  private Posteriors(AnnotationTable table, int[] gold) {
    this.table = table;
    this.classes = table.classes();
    this.gold = gold;
    this.values = new double[table.items().size() * classes];
  }

  /** Each annotator's vote counts as its weight; where all weights are 0, equally. */
  static Posteriors ofVotes(AnnotationTable table, GoldLabels gold, double[] weights) {
    Posteriors posteriors = new Posteriors(table, gold.in(table));
    posteriors.vote(weights);
    return posteriors;
  }

  /** Each annotator's vote counts the same. */
  static Posteriors ofVotes(AnnotationTable table, GoldLabels gold) {
    double[] equal = new double[table.annotators().size()];
    Arrays.fill(equal, 1);
    return ofVotes(table, gold, equal);
  }

  /** Replaces all probabilities by weighted vote shares. */
  void vote(double[] weights) {
    int k = classes;
    Arrays.fill(values, 0);
    for (int item = 0; item < table.items().size(); item++) {
      if (gold[item] >= 0) {
        values[item * k + gold[item]] = 1;
        continue;
      }
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
  }

  /**
   * Turns logarithms of joint probabilities into the probabilities of an item.
   *
   * @param logs one per class; used up
   * @return the logarithm of their sum, or for a gold item that of its class
   */
  double normalize(int item, double[] logs) {
    int base = item * classes;
    if (gold[item] >= 0) {
      Arrays.fill(values, base, base + classes, 0);
      values[base + gold[item]] = 1;
      return logs[gold[item]];
    }
    double max = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < classes; c++) {
      max = Math.max(max, logs[c]);
    }
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      // in doubles, all but the largest may underflow to 0; the largest is 1
      double below = logs[c] - max;
      logs[c] = below < UNDERFLOW ? 0 : below == 0 ? 1 : Math.exp(below);
      sum += logs[c];
    }
    for (int c = 0; c < classes; c++) {
      values[base + c] = logs[c] / sum;
    }
    return max + Math.log(sum);
  }

  /** The first of the most probable classes of an item in the campaign's order, as crowd-kit. */
  int firstOfTheMostProbable(int item) {
    int from = item * classes;
    int best = 0;
    for (int c = 1; c < classes; c++) {
      if (values[from + c] > values[from + best] + ConsolidatedLabel.TIE) {
        best = c;
      }
    }
    return best;
  }

  /**
   * The share of each annotator's answers that agree with {@link #firstOfTheMostProbable} of their
   * items.
   */
  double[] agreement() {
    double[] agreed = new double[table.annotators().size()];
    for (int item = 0; item < table.items().size(); item++) {
      int winner = firstOfTheMostProbable(item);
      for (int row = table.start(item); row < table.end(item); row++) {
        if (table.label(row) == winner) {
          agreed[table.annotator(row)]++;
        }
      }
    }
    int[] answers = table.answersByAnnotator();
    for (int annotator = 0; annotator < agreed.length; annotator++) {
      agreed[annotator] /= answers[annotator];
    }
    return agreed;
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
    int k = classes;
    double[] counts = new double[table.annotators().size() * k * k];
    for (int item = 0; item < table.items().size(); item++) {
      for (int row = table.start(item); row < table.end(item); row++) {
        int to = (table.annotator(row) * k + table.label(row)) * k;
        for (int c = 0; c < k; c++) {
          counts[to + c] += values[item * k + c];
        }
      }
    }
    return counts;
  }

  /** The most probable class; of tied ones, the one that a hash of the item's id draws. */
  static int mostProbable(ItemId id, double[] posterior) {
    double best = Double.NEGATIVE_INFINITY;
    for (double p : posterior) {
      best = Math.max(best, p);
    }
    int tied = 0;
    int label = 0;
    for (int c = posterior.length - 1; c >= 0; c--) {
      if (posterior[c] > best - ConsolidatedLabel.TIE) {
        tied++;
        label = c;
      }
    }
    if (tied == 1) {
      return label;
    }
    int drawn = (int) Long.remainderUnsigned(TIE_ORDER.placeOf(id), tied);
    for (int c = label; ; c++) {
      if (posterior[c] > best - ConsolidatedLabel.TIE && drawn-- == 0) {
        return c;
      }
    }
  }
}
