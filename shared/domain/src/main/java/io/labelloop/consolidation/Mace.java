package io.labelloop.consolidation;

import io.labelloop.annotation.AnnotationTable;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * MACE: an annotator knows the right answer with its competence, and otherwise answers by a habit
 * that does not look at the item.
 *
 * <p>Annotator {@code w} answers {@code y} about an item of class {@code c} with probability {@code
 * theta_w [y = c] + (1 - theta_w) xi_w(y)}; classes are equally likely. Priors: {@code theta ~
 * Beta(0.5, 0.5)}, {@code xi ~ Dirichlet(10, ..., 10)}. Fitted by variational Bayes: {@value
 * #RESTARTS} starts drawn by a fixed seed, each until its lower bound of the log evidence changes
 * by less than 1e-5 per item or {@value #ITERATIONS} iterations; the start with the largest bound
 * counts. The bound never falls within a start.
 *
 * <p>The skill of an annotator is the probability that its answer about an item of a uniformly
 * drawn class is right. An iteration takes {@code O(n + m K + w K)} for {@code n} annotations,
 * {@code m} items and {@code w} annotators.
 *
 * <p>Hovy, Berg-Kirkpatrick, Vaswani, Hovy: Learning whom to trust with MACE. NAACL 2013. Choices
 * and figures: docs/methods/mace.md.
 */
public final class Mace implements ConsolidationMethod {
  private static final int RESTARTS = 10;
  private static final int ITERATIONS = 50;
  private static final long SEED = 1;

  @Override
  public String name() {
    return "mace";
  }

  @Override
  public Consolidation consolidate(AnnotationTable table, GoldLabels gold) {
    return consolidate(table, gold, (restart, bound) -> {});
  }

  /** Is told the lower bound after each iteration of each start. */
  @FunctionalInterface
  interface Bounds {
    void accept(int restart, double bound);
  }

  Consolidation consolidate(AnnotationTable table, GoldLabels gold, Bounds bounds) {
    Posteriors posteriors = Posteriors.ofVotes(table, gold);
    if (table.size() == 0) {
      return new Consolidation(posteriors.labels(), List.of(), new Convergence(0, true));
    }
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(SEED);
    List<Start> starts =
        IntStream.range(0, RESTARTS)
            .mapToObj(restart -> fit(restart, new MaceFit(table, posteriors, random), bounds))
            .toList();
    Start best = Collections.max(starts, Comparator.comparingDouble(start -> start.fit().bound()));
    best.fit().expect();
    return new Consolidation(
        posteriors.labels(),
        AnnotatorEstimates.of(table, best.fit().skills(), best.fit().confusion()),
        best.convergence());
  }

  private record Start(MaceFit fit, Convergence convergence) {}

  private static Start fit(int restart, MaceFit fit, Bounds bounds) {
    return new Start(
        fit,
        ExpectationMaximization.run(
            fit.items(), ITERATIONS, fit::iterate, bound -> bounds.accept(restart, bound)));
  }
}
