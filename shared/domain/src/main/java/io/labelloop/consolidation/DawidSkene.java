package io.labelloop.consolidation;

import io.labelloop.annotation.AnnotationTable;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * Dawid-Skene: items have a true class, and each annotator its own confusion matrix.
 *
 * <p>The prior {@code pi} over classes and, for each annotator, the probability {@code e[c, y]} of
 * answering {@code y} about an item of class {@code c} are fitted by expectation maximization, from
 * the vote shares. The posterior of an item is {@code q(c) ~ pi(c) * prod e[c, y]} over its
 * answers, computed in logs. With {@link Smoothing} the estimate is the maximum a posteriori under
 * Dirichlet priors; without, the maximum likelihood. With a {@link ModelPrior} items have priors of
 * their own. The objective never falls. It ends when the objective changes by less than 1e-5 per
 * item, or after 100 iterations.
 *
 * <p>An annotator's skill is the probability that its answer about an item drawn from {@code pi} is
 * right. An iteration takes {@code O(n K + w K^2)} for {@code n} annotations, {@code w} annotators
 * and {@code K} classes.
 *
 * <p>Dawid, Skene: Maximum likelihood estimation of observer error-rates using the EM algorithm.
 * Applied Statistics 28, 1979. Choices and figures: docs/methods/dawid-skene.md.
 */
public final class DawidSkene implements ConsolidationMethod {
  private final Smoothing smoothing;
  private final ModelPrior modelPrior;

  public DawidSkene(Smoothing smoothing) {
    this(smoothing, ModelPrior.NONE);
  }

  public DawidSkene(Smoothing smoothing, ModelPrior modelPrior) {
    this.smoothing = smoothing;
    this.modelPrior = modelPrior;
  }

  @Override
  public String name() {
    return (smoothing.vanishes() ? "dawid-skene-ml" : "dawid-skene")
        + (modelPrior.isEmpty() ? "" : "-model-prior");
  }

  @Override
  public Consolidation consolidate(AnnotationTable table, GoldLabels gold) {
    return consolidate(table, gold, objective -> {});
  }

  /**
   * @param objectives gets the objective of each iteration: the log likelihood plus the log priors
   */
  Consolidation consolidate(AnnotationTable table, GoldLabels gold, DoubleConsumer objectives) {
    Posteriors posteriors = Posteriors.ofVotes(table, gold);
    if (table.size() == 0) {
      return new Consolidation(posteriors.labels(), List.of(), new Convergence(0, true));
    }
    DawidSkeneFit fit = new DawidSkeneFit(table, posteriors, smoothing, modelPrior);
    Convergence convergence =
        ExpectationMaximization.run(
            table.items().size(),
            ExpectationMaximization.MAX_ITERATIONS,
            () -> {
              fit.maximize();
              return fit.expect();
            },
            objectives);
    return new Consolidation(
        posteriors.labels(),
        AnnotatorEstimates.of(table, fit.skills(), fit.probabilities()),
        convergence);
  }
}
