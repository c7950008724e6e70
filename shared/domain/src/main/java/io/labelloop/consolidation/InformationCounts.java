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
 *
 * <p>What there is to know is the entropy of the classes less the mean entropy that the others
 * leave of an item's class: as much as the answers of somebody who is always right would tell of
 * what the others say. Without this, everybody would seem to tell the less, the less the others
 * know.
 *
 * <p>The interval is the estimate before it is cut at 0, more or less 2.58 standard errors. Their
 * square is the delta method's {@code (sum p log2(p / (p_c p_y))^2 - bits^2) / n}, with the bits
 * before the bias is taken off, and the variance of {@code chi^2 / (2 n ln 2)} with {@code (R - 1)
 * (C - 1)} degrees of freedom, which is what is left where the answers tell nothing and the first
 * vanishes.
 */
final class InformationCounts {
  private static final double SMALLEST = 1e-300;

  private static final double LN_2 = Math.log(2);

  // the 99.5 % quantile of the standard normal distribution
  private static final double Z = 2.5758293035489004;

  private final int k;
  // annotator, class, answer
  private final double[] joint;
  private final int[] answers;
  // by annotator: the entropy that what the others say leaves of the classes of their items
  private final double[] doubt;

  InformationCounts(AnnotationTable table, GoldLabels gold, Consolidation consolidation) {
    this.k = table.classes();
    this.joint = new double[table.annotators().size() * k * k];
    this.answers = new int[table.annotators().size()];
    this.doubt = new double[table.annotators().size()];
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
        doubt[table.annotator(row)] += entropy(others);
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
    double squares = 0;
    for (int c = 0; c < k; c++) {
      for (int y = 0; y < k; y++) {
        double share = joint[(annotator * k + c) * k + y] / n;
        if (share > 0) {
          double one = log2(share / (byClass[c] * byAnswer[y]));
          bits += share * one;
          squares += share * one * one;
        }
      }
    }
    double knowable = entropy(byClass) - doubt[annotator] / n;
    double freedom = (used(byClass) - 1) * (used(byAnswer) - 1);
    double unbiased = bits - freedom / (2.0 * n * LN_2);
    double error =
        Z
            * Math.sqrt(
                Math.max(0, squares - bits * bits) / n + freedom / (2.0 * n * n * LN_2 * LN_2));
    return Optional.of(
        new AnnotatorReport.Information(
            Math.max(0, unbiased),
            relative(unbiased, knowable, 0),
            relative(unbiased - error, knowable, 0),
            relative(unbiased + error, knowable, 1),
            n,
            n * (1 - Arrays.stream(byClass).max().orElseThrow())));
  }

  private static double relative(double bits, double knowable, double unknowable) {
    return knowable > 1e-12 ? Math.clamp(bits / knowable, 0, 1) : unknowable;
  }

  private static double entropy(double[] shares) {
    double entropy = 0;
    for (double share : shares) {
      entropy -= share > 0 ? share * log2(share) : 0;
    }
    return entropy;
  }

  private static long used(double[] shares) {
    return Arrays.stream(shares).filter(share -> share > 0).count();
  }

  private static double log2(double value) {
    return Math.log(value) / LN_2;
  }
}
