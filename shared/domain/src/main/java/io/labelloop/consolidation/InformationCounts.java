package io.labelloop.consolidation;

import io.labelloop.annotation.AnnotationTable;
import java.util.Arrays;
import java.util.Optional;

/**
 * How often each annotator gave each answer about items of each class, where the class of an item
 * is what gold or the answers of all <em>other</em> annotators say, by their estimated confusion
 * matrices.
 *
 * <p>The mutual information of such counts is biased upwards by about {@code (R - 1) (C - 1) / (2 n
 * ln 2)} bits for {@code n} answers, {@code R} classes and {@code C} different answers (Miller:
 * Note on the bias of information estimates. 1955); this is taken off.
 */
final class InformationCounts {
  private static final double SMALLEST = 1e-300;

  private final int k;
  // annotator, class, answer
  private final double[] joint;
  private final int[] answers;

  InformationCounts(AnnotationTable table, GoldLabels gold, Consolidation consolidation) {
    this.k = table.classes();
    this.joint = new double[table.annotators().size() * k * k];
    this.answers = new int[table.annotators().size()];
    int[] known = gold.in(table);
    double[] logPrior = logMeanPosterior(consolidation);
    double[] logConfusion = logConfusion(consolidation);
    double[] all = new double[k];
    double[] others = new double[k];
    for (int item = 0; item < table.items().size(); item++) {
      if (known[item] < 0 && table.end(item) - table.start(item) < 2) {
        continue;
      }
      System.arraycopy(logPrior, 0, all, 0, k);
      for (int row = table.start(item); row < table.end(item); row++) {
        add(1, logConfusion, table.annotator(row), table.label(row), all);
      }
      for (int row = table.start(item); row < table.end(item); row++) {
        System.arraycopy(all, 0, others, 0, k);
        add(-1, logConfusion, table.annotator(row), table.label(row), others);
        exponentiate(others, known[item]);
        answers[table.annotator(row)]++;
        for (int c = 0; c < k; c++) {
          joint[(table.annotator(row) * k + c) * k + table.label(row)] += others[c];
        }
      }
    }
  }

  private static double[] logMeanPosterior(Consolidation consolidation) {
    double[] mean = new double[0];
    for (ConsolidatedLabel label : consolidation.labels()) {
      double[] posterior = label.posterior();
      mean = mean.length == 0 ? new double[posterior.length] : mean;
      for (int c = 0; c < posterior.length; c++) {
        mean[c] += posterior[c];
      }
    }
    for (int c = 0; c < mean.length; c++) {
      mean[c] = Math.log(Math.max(mean[c] / consolidation.labels().size(), SMALLEST));
    }
    return mean;
  }

  private double[] logConfusion(Consolidation consolidation) {
    double[] logs = new double[joint.length];
    for (int annotator = 0; annotator < answers.length; annotator++) {
      double[][] confusion = consolidation.annotators().get(annotator).confusion();
      for (int c = 0; c < k; c++) {
        for (int y = 0; y < k; y++) {
          logs[(annotator * k + y) * k + c] = Math.log(Math.max(confusion[c][y], SMALLEST));
        }
      }
    }
    return logs;
  }

  private void add(double sign, double[] logConfusion, int annotator, int answer, double[] sums) {
    int from = (annotator * k + answer) * k;
    for (int c = 0; c < k; c++) {
      sums[c] += sign * logConfusion[from + c];
    }
  }

  private static void exponentiate(double[] logs, int known) {
    if (known >= 0) {
      Arrays.fill(logs, 0);
      logs[known] = 1;
      return;
    }
    double max = Arrays.stream(logs).max().orElseThrow();
    double sum = 0;
    for (int c = 0; c < logs.length; c++) {
      logs[c] = Math.exp(logs[c] - max);
      sum += logs[c];
    }
    for (int c = 0; c < logs.length; c++) {
      logs[c] /= sum;
    }
  }

  /** What an annotator's answers tell; nothing if no class is known but by itself. */
  Optional<AnnotatorReport.Information> of(int annotator) {
    int n = answers[annotator];
    if (n == 0) {
      return Optional.empty();
    }
    double[] byClass = new double[k];
    double[] byAnswer = new double[k];
    for (int c = 0; c < k; c++) {
      for (int y = 0; y < k; y++) {
        double share = joint[(annotator * k + c) * k + y] / n;
        byClass[c] += share;
        byAnswer[y] += share;
      }
    }
    double bits = 0;
    for (int c = 0; c < k; c++) {
      for (int y = 0; y < k; y++) {
        double share = joint[(annotator * k + c) * k + y] / n;
        if (share > 0) {
          bits += share * log2(share / (byClass[c] * byAnswer[y]));
        }
      }
    }
    double entropy = 0;
    for (double share : byClass) {
      entropy -= share > 0 ? share * log2(share) : 0;
    }
    double bias = (used(byClass) - 1) * (used(byAnswer) - 1) / (2.0 * n * Math.log(2));
    double unbiased = Math.max(0, bits - bias);
    double relative = entropy > 1e-12 ? Math.min(1, unbiased / entropy) : 0;
    return Optional.of(new AnnotatorReport.Information(unbiased, relative, n));
  }

  private static long used(double[] shares) {
    return Arrays.stream(shares).filter(share -> share > 0).count();
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }
}
