package io.labelloop.consolidation;

import io.labelloop.annotation.AnnotationTable;
import java.util.Arrays;
import java.util.function.DoubleConsumer;

/**
 * One-coin Dawid-Skene: each annotator answers right with its skill {@code s}, and otherwise gives
 * each wrong answer equally often. The class prior is uniform and is not fitted: a fitted one
 * collapses onto the largest class on some data (docs/methods/one-coin.md).
 *
 * <p>Fitted by expectation maximization from the vote shares, with {@code s = (right + 4) /
 * (answers + 5)}: pseudo-counts of four right answers and one wrong one keep annotators with few
 * answers sane. It ends when no skill changes by 1e-5 or more, or after 100 iterations. An
 * iteration takes {@code O(n + m K)} for {@code n} annotations and {@code m} items.
 *
 * <p>Zhang, Chen, Zhou, Jordan: Spectral methods meet EM: a provably optimal algorithm for
 * crowdsourcing. JMLR 17, 2016 (the one-coin model).
 */
public final class OneCoinDawidSkene implements ConsolidationMethod {
  private static final double RIGHT = 4;
  private static final double WRONG = 1;
  private static final double TOLERANCE = 1e-5;
  private static final int MAX_ITERATIONS = 100;

  @Override
  public String name() {
    return "one-coin";
  }

  @Override
  public Consolidation consolidate(AnnotationTable table, GoldLabels gold) {
    return consolidate(table, gold, objective -> {});
  }

  /**
   * @param objectives gets the objective of each iteration: the log likelihood plus the log priors,
   *     up to constants
   */
  Consolidation consolidate(AnnotationTable table, GoldLabels gold, DoubleConsumer objectives) {
    Posteriors posteriors = Posteriors.ofVotes(table, gold);
    int[] answers = table.answersByAnnotator();
    double[] skills = new double[answers.length];
    int iteration = 0;
    boolean converged = table.size() == 0;
    while (!converged && iteration < MAX_ITERATIONS) {
      double[] next = skillsOf(table, posteriors, answers);
      converged = largestChange(skills, next) < TOLERANCE;
      skills = next;
      objectives.accept(expect(table, posteriors, skills));
      iteration++;
    }
    return new Consolidation(
        posteriors.labels(),
        AnnotatorEstimates.of(table, skills, AnnotatorEstimates.oneCoin(skills, table.classes())),
        new Convergence(iteration, converged));
  }

  private static double[] skillsOf(AnnotationTable table, Posteriors posteriors, int[] answers) {
    int k = table.classes();
    double[] skills = new double[answers.length];
    for (int item = 0; item < table.items().size(); item++) {
      for (int row = table.start(item); row < table.end(item); row++) {
        skills[table.annotator(row)] += posteriors.values[item * k + table.label(row)];
      }
    }
    for (int annotator = 0; annotator < skills.length; annotator++) {
      skills[annotator] = (skills[annotator] + RIGHT) / (answers[annotator] + RIGHT + WRONG);
    }
    return skills;
  }

  private static double expect(AnnotationTable table, Posteriors posteriors, double[] skills) {
    int k = table.classes();
    double objective = -table.items().size() * Math.log(k);
    int[] answers = table.answersByAnnotator();
    double[] logOdds = new double[skills.length];
    for (int annotator = 0; annotator < skills.length; annotator++) {
      // pseudo-counts keep skills inside (0, 1)
      logOdds[annotator] = Math.log(skills[annotator] * (k - 1) / (1 - skills[annotator]));
      double logWrong = Math.log((1 - skills[annotator]) / (k - 1));
      objective +=
          answers[annotator] * logWrong
              + RIGHT * Math.log(skills[annotator])
              + WRONG * Math.log(1 - skills[annotator]);
    }
    double[] logs = new double[k];
    for (int item = 0; item < table.items().size(); item++) {
      Arrays.fill(logs, 0);
      for (int row = table.start(item); row < table.end(item); row++) {
        logs[table.label(row)] += logOdds[table.annotator(row)];
      }
      objective += posteriors.normalize(item, logs);
    }
    return objective;
  }

  private static double largestChange(double[] before, double[] after) {
    double largest = 0;
    for (int i = 0; i < before.length; i++) {
      largest = Math.max(largest, Math.abs(after[i] - before[i]));
    }
    return largest;
  }
}
