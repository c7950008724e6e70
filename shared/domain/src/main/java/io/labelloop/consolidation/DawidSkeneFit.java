package io.labelloop.consolidation;

import io.labelloop.annotation.AnnotationTable;
import java.util.Arrays;

/** The parameters of Dawid-Skene while they are fitted to a table. */
final class DawidSkeneFit {
  /* One pass over the answers makes an iteration: an item's posterior is added to the counts of the
   * next maximization as soon as it is known, while its answers are at hand. The cells of an answer
   * for all true classes are neighbours, so that both inner loops run over contiguous memory. */

  // the logarithm of a probability that is 0 only under maximum likelihood: finite, so that an item
  // with answers that exclude each class still has a posterior
  private static final double SMALLEST = 1e-300;

  private final AnnotationTable table;
  private final int k;
  private final Posteriors posteriors;
  private final Smoothing smoothing;
  // of items with priors of their own; empty if there are none
  private final double[] ownWeights;
  private final double[] ownLogs;
  // where the cells of a row's answer begin: (annotator * K + answer) * K + true class
  private final int[] cells;
  private double[] counts;
  private double[] probabilities;
  private final double[] logProbabilities;
  private double[] classCounts;
  private double[] classPrior;
  private final double[] logClassPrior;
  private double logOfPriors;

  DawidSkeneFit(
      AnnotationTable table, Posteriors posteriors, Smoothing smoothing, ModelPrior modelPrior) {
    this.table = table;
    this.k = table.classes();
    this.posteriors = posteriors;
    this.smoothing = smoothing;
    this.ownWeights = modelPrior.isEmpty() ? new double[0] : modelPrior.weights(table);
    this.ownLogs = modelPrior.isEmpty() ? new double[0] : modelPrior.weightedLogs(table);
    this.cells = new int[table.size()];
    for (int row = 0; row < cells.length; row++) {
      cells[row] = (table.annotator(row) * k + table.label(row)) * k;
    }
    this.counts = posteriors.confusionCounts();
    this.probabilities = new double[counts.length];
    this.logProbabilities = new double[counts.length];
    this.classCounts = new double[k];
    this.classPrior = new double[k];
    this.logClassPrior = new double[k];
    for (int item = 0; item < table.items().size(); item++) {
      countClasses(item);
    }
  }

  /** Estimates the class prior and the confusion matrices from the counts. */
  void maximize() {
    double[] swap = classPrior;
    classPrior = classCounts;
    classCounts = swap;
    swap = probabilities;
    probabilities = counts;
    counts = swap;
    double perCell = smoothing.spread() / k;
    logOfPriors = 0;
    double sum = 0;
    for (int c = 0; c < k; c++) {
      classPrior[c] += perCell;
      sum += classPrior[c];
    }
    for (int c = 0; c < k; c++) {
      classPrior[c] /= sum;
      logClassPrior[c] = log(classPrior[c]);
      logOfPriors += perCell * logClassPrior[c];
    }
    for (int annotator = 0; annotator < table.annotators().size(); annotator++) {
      for (int c = 0; c < k; c++) {
        normalize(annotator * k * k + c, c, perCell);
      }
    }
  }

  private void normalize(int first, int c, double perCell) {
    // an annotator who never gave an answer would have its log-likelihood at -infinity and veto a
    // class for good; pseudo-counts keep it possible (docs/methods/dawid-skene.md, "Smoothing")
    double sum = 0;
    for (int y = 0; y < k; y++) {
      probabilities[first + y * k] += perCell + (y == c ? smoothing.diagonal() : 0);
      sum += probabilities[first + y * k];
    }
    for (int y = 0; y < k; y++) {
      int cell = first + y * k;
      // no item of this class: without pseudo-counts nothing is known, and nothing follows
      probabilities[cell] = sum > 0 ? probabilities[cell] / sum : 1.0 / k;
      logProbabilities[cell] = log(probabilities[cell]);
      logOfPriors += (perCell + (y == c ? smoothing.diagonal() : 0)) * logProbabilities[cell];
    }
  }

  /**
   * Computes the posteriors and counts them for the next {@link #maximize}.
   *
   * @return the objective: the log likelihood plus the log priors
   */
  double expect() {
    double objective = logOfPriors;
    Arrays.fill(counts, 0);
    Arrays.fill(classCounts, 0);
    double[] logs = new double[k];
    for (int item = 0; item < table.items().size(); item++) {
      startWithPrior(item, logs);
      int end = table.end(item);
      for (int row = table.start(item); row < end; row++) {
        int from = cells[row];
        for (int c = 0; c < k; c++) {
          logs[c] += logProbabilities[from + c];
        }
      }
      objective += posteriors.normalize(item, logs);
      int base = item * k;
      for (int row = table.start(item); row < end; row++) {
        int to = cells[row];
        for (int c = 0; c < k; c++) {
          counts[to + c] += posteriors.values[base + c];
        }
      }
      countClasses(item);
    }
    return objective;
  }

  private void startWithPrior(int item, double[] logs) {
    System.arraycopy(logClassPrior, 0, logs, 0, k);
    if (ownWeights.length > 0) {
      for (int c = 0; c < k; c++) {
        logs[c] = (1 - ownWeights[item]) * logs[c] + ownLogs[item * k + c];
      }
    }
  }

  private void countClasses(int item) {
    // an item with a prior of its own tells the less about the class prior, the more that one
    // weighs
    double weight = ownWeights.length > 0 ? 1 - ownWeights[item] : 1;
    for (int c = 0; c < k; c++) {
      classCounts[c] += weight * posteriors.values[item * k + c];
    }
  }

  /** The probability of a right answer of each annotator about an item drawn from the prior. */
  double[] skills() {
    double[] skills = new double[table.annotators().size()];
    for (int annotator = 0; annotator < skills.length; annotator++) {
      for (int c = 0; c < k; c++) {
        skills[annotator] += classPrior[c] * probabilities[(annotator * k + c) * k + c];
      }
    }
    return skills;
  }

  /** The confusion matrices, laid out as {@link Posteriors#confusionCounts}. */
  double[] probabilities() {
    return probabilities;
  }

  private static double log(double probability) {
    return Math.log(Math.max(probability, SMALLEST));
  }
}
