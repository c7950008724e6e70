package io.labelloop.consolidation;

import io.labelloop.annotation.AnnotationTable;
import java.util.Arrays;
import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.rng.UniformRandomProvider;

/** The variational distributions of MACE's parameters while they are fitted from one start. */
final class MaceFit {
  private static final double COMPETENCE_PRIOR = 0.5;
  private static final double HABIT_PRIOR = 10;

  private final AnnotationTable table;
  private final Posteriors posteriors;
  private final int k;
  private final int annotators;
  private final int[] answers;
  // the geometric means exp(E ln p) of competence, its complement and habits under their
  // distributions
  private final double[] knows;
  private final double[] guesses;
  private final double[] habits;
  // expected counts: answers that an annotator knew, and those that it gave by habit
  private final double[] known;
  private final double[] byHabit;
  private double divergence;
  private double bound = Double.NEGATIVE_INFINITY;

  MaceFit(AnnotationTable table, Posteriors posteriors, UniformRandomProvider random) {
    this.table = table;
    this.posteriors = posteriors;
    this.k = table.classes();
    this.annotators = table.annotators().size();
    this.answers = table.answersByAnnotator();
    this.knows = new double[annotators];
    this.guesses = new double[annotators];
    this.habits = new double[annotators * k];
    this.known = new double[annotators];
    this.byHabit = new double[annotators * k];
    start(random);
    expect();
  }

  /** Draws competences about 1/2 and habits about uniform. */
  private void start(UniformRandomProvider random) {
    for (int annotator = 0; annotator < annotators; annotator++) {
      double one = random.nextDouble(1, 2.5);
      double other = random.nextDouble(1, 2.5);
      knows[annotator] = one / (one + other);
      guesses[annotator] = other / (one + other);
      double sum = 0;
      for (int y = 0; y < k; y++) {
        habits[annotator * k + y] = random.nextDouble(1, 2.5);
        sum += habits[annotator * k + y];
      }
      for (int y = 0; y < k; y++) {
        habits[annotator * k + y] /= sum;
      }
    }
  }

  int items() {
    return table.items().size();
  }

  /** Updates the distributions of the parameters, then those of items; gives the lower bound. */
  double iterate() {
    maximize();
    bound = expect() - divergence;
    return bound;
  }

  /** The lower bound after the last iteration. */
  double bound() {
    return bound;
  }

  private void maximize() {
    divergence = 0;
    double[] alphas = new double[2];
    double[] means = new double[2];
    double[] habitAlphas = new double[k];
    double[] habitMeans = new double[k];
    for (int annotator = 0; annotator < annotators; annotator++) {
      alphas[0] = COMPETENCE_PRIOR + known[annotator];
      alphas[1] = COMPETENCE_PRIOR + answers[annotator] - known[annotator];
      divergence += geometricMeans(alphas, COMPETENCE_PRIOR, means);
      knows[annotator] = means[0];
      guesses[annotator] = means[1];
      for (int y = 0; y < k; y++) {
        habitAlphas[y] = HABIT_PRIOR + byHabit[annotator * k + y];
      }
      divergence += geometricMeans(habitAlphas, HABIT_PRIOR, habitMeans);
      System.arraycopy(habitMeans, 0, habits, annotator * k, k);
    }
  }

  /**
   * The geometric means of a Dirichlet distribution's components.
   *
   * @return its Kullback-Leibler divergence from the symmetric one with the prior's parameter
   */
  private static double geometricMeans(double[] alphas, double prior, double[] means) {
    double total = 0;
    for (double alpha : alphas) {
      total += alpha;
    }
    double digammaOfTotal = Digamma.value(total);
    double divergence =
        LogGamma.value(total)
            - LogGamma.value(prior * alphas.length)
            + alphas.length * LogGamma.value(prior);
    for (int i = 0; i < alphas.length; i++) {
      double meanLog = Digamma.value(alphas[i]) - digammaOfTotal;
      means[i] = Math.exp(meanLog);
      divergence += (alphas[i] - prior) * meanLog - LogGamma.value(alphas[i]);
    }
    return divergence;
  }

  /**
   * Computes the posteriors of items, and the expected counts for the next update.
   *
   * @return the logarithm of the items' evidence under the geometric means
   */
  double expect() {
    double[] ifWrong = new double[annotators * k];
    double[] gain = new double[annotators * k];
    double[] knewIfRight = new double[annotators * k];
    for (int annotator = 0; annotator < annotators; annotator++) {
      for (int y = 0; y < k; y++) {
        int at = annotator * k + y;
        double habit = guesses[annotator] * habits[at];
        ifWrong[at] = Math.log(habit);
        gain[at] = Math.log1p(knows[annotator] / habit);
        knewIfRight[at] = knows[annotator] / (knows[annotator] + habit);
      }
    }
    Arrays.fill(known, 0);
    Arrays.fill(byHabit, 0);
    double evidence = -table.items().size() * Math.log(k);
    double[] logs = new double[k];
    for (int item = 0; item < table.items().size(); item++) {
      Arrays.fill(logs, 0);
      for (int row = table.start(item); row < table.end(item); row++) {
        int at = table.annotator(row) * k + table.label(row);
        logs[table.label(row)] += gain[at];
        evidence += ifWrong[at];
      }
      evidence += posteriors.normalize(item, logs);
      for (int row = table.start(item); row < table.end(item); row++) {
        int annotator = table.annotator(row);
        int at = annotator * k + table.label(row);
        double knew = posteriors.values[item * k + table.label(row)] * knewIfRight[at];
        known[annotator] += knew;
        byHabit[at] += 1 - knew;
      }
    }
    return evidence;
  }

  /** The probability of a right answer of each annotator about an item of a uniform class. */
  double[] skills() {
    double[] skills = new double[annotators];
    for (int annotator = 0; annotator < annotators; annotator++) {
      double competence = competence(annotator);
      // the habits of all answers sum to 1
      skills[annotator] = competence + (1 - competence) / k;
    }
    return skills;
  }

  /** The confusion matrices at the parameters' means, as {@link Posteriors#confusionCounts}. */
  double[] confusion() {
    double[] confusion = new double[annotators * k * k];
    for (int annotator = 0; annotator < annotators; annotator++) {
      double competence = competence(annotator);
      double guessed = answers[annotator] - known[annotator];
      for (int y = 0; y < k; y++) {
        double habit = (byHabit[annotator * k + y] + HABIT_PRIOR) / (guessed + k * HABIT_PRIOR);
        for (int c = 0; c < k; c++) {
          confusion[(annotator * k + y) * k + c] =
              (y == c ? competence : 0) + (1 - competence) * habit;
        }
      }
    }
    return confusion;
  }

  private double competence(int annotator) {
    return (known[annotator] + COMPETENCE_PRIOR) / (answers[annotator] + 2 * COMPETENCE_PRIOR);
  }
}
