package io.labelloop.consolidation;

import io.labelloop.annotation.AnnotationTable;
import io.labelloop.numeric.Lbfgs;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * GLAD: annotators differ in ability, and items in difficulty.
 *
 * <p>Annotator {@code w} answers right about item {@code i} with probability {@code sigma(alpha_w
 * exp(b_i))}, {@code sigma} the logistic function: an ability {@code alpha} of 0 is a guess between
 * right and wrong, below 0 lies an adversary; an item is the harder the lower its {@code b}. Wrong
 * answers are equally likely, and so are the classes. Priors: {@code alpha ~ N(1, 1)}, {@code b ~
 * N(0, 1)}.
 *
 * <p>Fitted by expectation maximization from the priors' means; a maximization is at most {@value
 * #STEPS} steps of {@link Lbfgs} from the last point, which suffices for an objective that never
 * falls. It ends when the objective changes by less than 1e-5 per item, or after 100 iterations.
 * The skill of an annotator is its mean probability of a right answer about the items that it
 * answered. An iteration takes {@code O(n + m K)} for {@code n} annotations of {@code m} items,
 * {@value #STEPS} times over.
 *
 * <p>Whitehill, Ruvolo, Wu, Bergsma, Movellan: Whose vote should count more: optimal integration of
 * labels from labelers of unknown expertise. NIPS 2009. Choices and figures: docs/methods/glad.md.
 */
public final class Glad implements ConsolidationMethod {
  private static final int STEPS = 10;
  private static final double GRADIENT_TOLERANCE = 1e-4;
  private static final double ABILITY_MEAN = 1;

  @Override
  public String name() {
    return "glad";
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
    if (table.size() == 0) {
      return new Consolidation(posteriors.labels(), List.of(), new Convergence(0, true));
    }
    Fit fit = new Fit(table, posteriors);
    Convergence convergence =
        ExpectationMaximization.run(
            table.items().size(),
            ExpectationMaximization.MAX_ITERATIONS,
            () -> {
              double objective = fit.expect();
              fit.maximize();
              return objective;
            },
            objectives);
    fit.expect();
    double[] skills = fit.skills();
    return new Consolidation(
        posteriors.labels(),
        AnnotatorEstimates.of(table, skills, AnnotatorEstimates.oneCoin(skills, table.classes())),
        convergence);
  }

  private static final class Fit implements Lbfgs.Smooth {
    private final AnnotationTable table;
    private final Posteriors posteriors;
    private final int k;
    private final int annotators;
    private final int items;
    // abilities, then the logarithms of the items' discriminations
    private double[] point;
    // the probability that the answer of a row is right
    private final double[] right;

    Fit(AnnotationTable table, Posteriors posteriors) {
      this.table = table;
      this.posteriors = posteriors;
      this.k = table.classes();
      this.annotators = table.annotators().size();
      this.items = table.items().size();
      this.point = new double[annotators + items];
      Arrays.fill(point, 0, annotators, ABILITY_MEAN);
      this.right = new double[table.size()];
    }

    double expect() {
      // with x = alpha exp(b): ln sigma(x) = x - ln(1 + e^x), ln(1 - sigma(x)) = -ln(1 + e^x)
      double logOfWrong = Math.log(k - 1.0);
      double objective = -priorPenalty(point) - items * Math.log(k);
      double[] logs = new double[k];
      for (int item = 0; item < items; item++) {
        double discrimination = Math.exp(point[annotators + item]);
        double common = 0;
        Arrays.fill(logs, 0);
        SoftplusSum softplus = new SoftplusSum();
        for (int row = table.start(item); row < table.end(item); row++) {
          double x = point[table.annotator(row)] * discrimination;
          logs[table.label(row)] += x + logOfWrong;
          softplus.add(x, Math.exp(-Math.abs(x)));
          common -= logOfWrong;
        }
        objective += posteriors.normalize(item, logs) + common - softplus.sum();
        for (int row = table.start(item); row < table.end(item); row++) {
          right[row] = posteriors.values[item * k + table.label(row)];
        }
      }
      return objective;
    }

    void maximize() {
      point = Lbfgs.minimize(this, point, GRADIENT_TOLERANCE, STEPS).point();
    }

    /** Minus the expected complete log likelihood and the log priors, up to constants. */
    @Override
    public double at(double[] at, double[] gradient) {
      double value = priorPenalty(at);
      for (int i = 0; i < at.length; i++) {
        gradient[i] = at[i] - (i < annotators ? ABILITY_MEAN : 0);
      }
      for (int item = 0; item < items; item++) {
        double discrimination = Math.exp(at[annotators + item]);
        SoftplusSum softplus = new SoftplusSum();
        double slope = 0;
        for (int row = table.start(item); row < table.end(item); row++) {
          int annotator = table.annotator(row);
          double x = at[annotator] * discrimination;
          double exp = Math.exp(-Math.abs(x));
          softplus.add(x, exp);
          value -= right[row] * x;
          double residual = (x >= 0 ? 1 : exp) / (1 + exp) - right[row];
          gradient[annotator] += residual * discrimination;
          slope += residual * x;
        }
        gradient[annotators + item] += slope;
        value += softplus.sum();
      }
      return value;
    }

    private double priorPenalty(double[] at) {
      double squares = 0;
      for (int i = 0; i < at.length; i++) {
        double off = at[i] - (i < annotators ? ABILITY_MEAN : 0);
        squares += off * off;
      }
      return squares / 2;
    }

    double[] skills() {
      double[] skills = new double[annotators];
      for (int item = 0; item < items; item++) {
        double discrimination = Math.exp(point[annotators + item]);
        for (int row = table.start(item); row < table.end(item); row++) {
          double x = point[table.annotator(row)] * discrimination;
          skills[table.annotator(row)] += 1 / (1 + Math.exp(-x));
        }
      }
      int[] answers = table.answersByAnnotator();
      for (int annotator = 0; annotator < annotators; annotator++) {
        skills[annotator] /= answers[annotator];
      }
      return skills;
    }
  }

  /**
   * The sum of {@code ln(1 + e^x)} with one logarithm for many terms: the factors {@code 1 +
   * e^-|x|} lie in (1, 2], so that hundreds of them are multiplied before their product nears the
   * largest double.
   */
  private static final class SoftplusSum {
    private static final double LARGE = 1e300;

    private double linear;
    private double product = 1;

    void add(double x, double expOfMinusAbsolute) {
      if (x > 0) {
        linear += x;
      }
      product *= 1 + expOfMinusAbsolute;
      if (product > LARGE) {
        linear += Math.log(product);
        product = 1;
      }
    }

    double sum() {
      return linear + Math.log(product);
    }
  }
}
