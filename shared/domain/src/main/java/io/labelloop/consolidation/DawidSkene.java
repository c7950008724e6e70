package io.labelloop.consolidation;

import io.labelloop.annotation.AnnotationTable;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * Dawid-Skene: items have a true class, and each annotator its own confusion matrix.
 *
 * <p>The prior {@code pi} over classes and, for each annotator, the probability {@code e[c, y]} of
 * answering {@code y} about an item of class {@code c} are fitted by expectation maximization, from
 * the vote shares. The posterior of an item is {@code q(c) ~ pi(c) * prod e[c, y]} over its
 * answers, computed in logs. With {@link Smoothing} the estimate is the maximum a posteriori under
 * Dirichlet priors; without, the maximum likelihood. The objective never falls. It ends when the
 * objective changes by less than {@value #TOLERANCE} per item, or after {@value #MAX_ITERATIONS}
 * iterations.
 *
 * <p>An annotator's skill is the probability that its answer about an item drawn from {@code pi} is
 * right. An iteration takes {@code O(n K + w K^2)} for {@code n} annotations, {@code w} annotators
 * and {@code K} classes.
 *
 * <p>Dawid, Skene: Maximum likelihood estimation of observer error-rates using the EM algorithm.
 * Applied Statistics 28, 1979. Choices and figures: docs/methods/dawid-skene.md.
 */
public final class DawidSkene implements ConsolidationMethod {
  private static final double TOLERANCE = 1e-5;
  private static final int MAX_ITERATIONS = 100;

  // the logarithm of a probability that is 0 only under maximum likelihood: finite, so that an item
  // with answers that exclude each class still has a posterior
  private static final double SMALLEST = 1e-300;

  private final Smoothing smoothing;

  public DawidSkene(Smoothing smoothing) {
    this.smoothing = smoothing;
  }

  @Override
  public String name() {
    return smoothing.vanishes() ? "dawid-skene-ml" : "dawid-skene";
  }

  @Override
  public Consolidation consolidate(AnnotationTable table) {
    return consolidate(table, objective -> {});
  }

  /**
   * @param objectives gets the objective of each iteration: the log likelihood plus the log priors
   */
  Consolidation consolidate(AnnotationTable table, DoubleConsumer objectives) {
    if (table.size() == 0) {
      return new Consolidation(
          Posteriors.ofVotes(table).labels(), List.of(), new Convergence(0, true));
    }
    Fit fit = new Fit(table);
    double before = Double.NEGATIVE_INFINITY;
    int iteration = 0;
    boolean converged = false;
    while (!converged && iteration < MAX_ITERATIONS) {
      fit.maximize();
      double objective = fit.expect();
      objectives.accept(objective);
      converged = Math.abs(objective - before) < TOLERANCE * table.items().size();
      before = objective;
      iteration++;
    }
    return new Consolidation(
        fit.posteriors.labels(),
        AnnotatorReport.of(table, fit.skills(), fit.probabilities),
        new Convergence(iteration, converged));
  }

  private final class Fit {
    private final AnnotationTable table;
    private final int k;
    private final Posteriors posteriors;
    private final double[] classPrior;
    private final double[] logClassPrior;
    // (annotator * K + answer) * K + true class: the classes of an answer are neighbours
    private final double[] probabilities;
    private final double[] logProbabilities;
    private double logOfPriors;

    Fit(AnnotationTable table) {
      this.table = table;
      this.k = table.classes();
      this.posteriors = Posteriors.ofVotes(table);
      this.classPrior = new double[k];
      this.logClassPrior = new double[k];
      this.probabilities = new double[table.annotators().size() * k * k];
      this.logProbabilities = new double[probabilities.length];
    }

    void maximize() {
      double perCell = smoothing.spread() / k;
      logOfPriors = 0;
      Arrays.fill(classPrior, perCell);
      for (int i = 0; i < posteriors.values.length; i++) {
        classPrior[i % k] += posteriors.values[i];
      }
      double sum = Arrays.stream(classPrior).sum();
      for (int c = 0; c < k; c++) {
        classPrior[c] /= sum;
        logClassPrior[c] = log(classPrior[c]);
        logOfPriors += perCell * logClassPrior[c];
      }
      // an annotator who never gave an answer would have its log-likelihood at -infinity and veto a
      // class for good; pseudo-counts keep it possible (docs/methods/dawid-skene.md, "Smoothing")
      Arrays.fill(probabilities, perCell);
      posteriors.addConfusionCounts(probabilities);
      for (int annotator = 0; annotator < table.annotators().size(); annotator++) {
        for (int c = 0; c < k; c++) {
          normalize(annotator, c, perCell);
        }
      }
    }

    private void normalize(int annotator, int c, double perCell) {
      int base = annotator * k * k;
      probabilities[base + c * k + c] += smoothing.diagonal();
      double sum = 0;
      for (int y = 0; y < k; y++) {
        sum += probabilities[base + y * k + c];
      }
      for (int y = 0; y < k; y++) {
        int cell = base + y * k + c;
        // no item of this class: without pseudo-counts nothing is known, and nothing follows
        probabilities[cell] = sum > 0 ? probabilities[cell] / sum : 1.0 / k;
        logProbabilities[cell] = log(probabilities[cell]);
        logOfPriors += (perCell + (y == c ? smoothing.diagonal() : 0)) * logProbabilities[cell];
      }
    }

    double expect() {
      double objective = logOfPriors;
      double[] logs = new double[k];
      for (int item = 0; item < table.items().size(); item++) {
        System.arraycopy(logClassPrior, 0, logs, 0, k);
        for (int row = table.start(item); row < table.end(item); row++) {
          int from = (table.annotator(row) * k + table.label(row)) * k;
          for (int c = 0; c < k; c++) {
            logs[c] += logProbabilities[from + c];
          }
        }
        objective += posteriors.normalize(item, logs);
      }
      return objective;
    }

    double[] skills() {
      double[] skills = new double[table.annotators().size()];
      for (int annotator = 0; annotator < skills.length; annotator++) {
        for (int c = 0; c < k; c++) {
          skills[annotator] += classPrior[c] * probabilities[(annotator * k + c) * k + c];
        }
      }
      return skills;
    }

    private static double log(double probability) {
      return Math.log(Math.max(probability, SMALLEST));
    }
  }
}
